# progress.sh - how far a run is: a bar on a terminal, else a line a step.
# run.sh reads it; $mode and $began are its.

steps_done=0
[ -t 1 ] && [ $mode != smoke ] && bar=1 || bar=

# step WORDS WEIGHT - what is done now, and about how long it takes, in tenths
# of a second of a usual machine; the time left is what the rest would take at
# the pace so far.
step() {
	[ $mode != smoke ] || return 0
	line=$(awk -v words="$1" -v bar="$bar" -v done="$steps_done" \
		-v budget="$budget" \
		-v all="$(weight_of_all)" -v spent=$(($(date +%s) - began)) '
	function max(a, b) { return a > b ? a : b }
	BEGIN {
		if (done > all)
			all = done
		left = (all - done) * (spent > 4 ? spent / done : 0.1)
		if (left > budget + 4 - spent)
			left = max(budget + 4 - spent, 0)
		left = left < 99 ? sprintf("%.0f s left", left) : \
			sprintf("%.0f min left", left / 60)
		if (!bar) {
			printf "bench  %s (about %s)", words, left
			exit
		}
		full = int(20 * done / all)
		for (i = 0; i < 20; i++)
			cells = cells (i < full ? "█" : "░")
		# A line that wraps could not be written over.
		print cells substr(sprintf(" %3d %%  about %s  %s", \
			100 * done / all, left, words), 1, 58)
	}')
	if [ "$bar" ]; then
		printf '\r\033[K%s' "$line"
	else
		echo "$line"
	fi
	steps_done=$((steps_done + $2))
}

# The weights of all steps of this mode: what run.sh passes to step.
weight_of_all() {
	case $mode in
	quick) echo $((107 + 15 * duels + 40 * sweeps)) ;;
	*) echo $((850 + 15 * duels + 75 * enough_sweeps)) ;;
	esac
}

step_done() {
	[ -z "$bar" ] || printf '\r\033[K'
}

# note WORDS - a line of its own.
note() {
	step_done
	printf '%s\n' "$1"
}
