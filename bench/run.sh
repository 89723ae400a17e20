#!/bin/sh
# SPDX-License-Identifier: MIT
#
# run.sh - one run of the benchmarks: measure, and leave tables behind.
#
#	run.sh BUILD [quick|full|smoke] [FOLDER]
#
# BUILD holds the programs (build/release).  The tables go to FOLDER, else to
# build/results/DATE, which build/results/latest then names, unless a table is
# missing; README.md describes them.  A step whose tool is missing is skipped
# with a line; a contender with a wrong answer is an error, after everything
# else is done.  What is not finished is called *.part.

set -u
build=$1
mode=${2:-quick}
run=${3:-build/results/$(date -u +%Y%m%dT%H%M%SZ)}
programs=$build/bench
gbench=${GBENCH:-}      # else those of all layouts in turn
BENCH_INPUT=${BENCH_INPUT:-build/bench/input}
LC_ALL=C
export BENCH_INPUT LC_ALL

# How many processes take samples, and in how many rounds.  A sweep asks all
# contenders at all sizes, a duel at one size, but more often.
# Budget: begin no sweep that would end after so many seconds.
case $mode in
smoke)	sweeps=1 turns=2 duels=0 rounds=0 noise=0 budget=600 ;;
quick)	sweeps=5 turns=3 duels=5 rounds=10 noise=400 budget=56 ;;
full)	sweeps=40 turns=3 duels=24 rounds=30 noise=900 budget=540 ;;
*)	echo "run.sh: $mode: no such mode: quick, full or smoke"; exit 2 ;;
esac
enough_sweeps=12        # of a full run, if each point then has quiet samples
files='1048576 4194304 16777216 67108864'
large='268435456 1073741824' # bytes of log, made for full runs alone
alive=10000             # generators, for memory
[ $mode != full ] || alive='10000 40000 1000000'
count=100000            # the tutorial's number of squares
heap_input=4194304      # bytes of log for the heap over time
status=0
interrupted=no
began=$(date +%s)

. bench/progress.sh

skip() {
	note "skipped: $1 ($2 not found: apt install ${3:-$2})"
}

have() {
	command -v "$1" >/dev/null 2>&1
}

smoke() {
	[ $mode = smoke ]
}

# A busy machine is said to be one before the numbers, not after.
warn_if_busy() {
	awk -v probe="$probe" -v cpus="$(getconf _NPROCESSORS_ONLN)" '
		BEGIN { split(probe, p, "\t") }
		{ split($4, running, "/") }
		running[1] - 1 > cpus { why = why ", " running[1] - 1 \
			" processes want " cpus " CPUs" }
		p[1] > 2 { why = why ", speed changes by " p[1] "×" }
		p[2] > 1 { why = why ", preempted " p[2] " times per ms" }
		p[3] > 1.5 { why = why ", waits for a CPU" }
		why { print "bench  note: this machine is busy (" \
			substr(why, 3) "); times will vary" }' \
		/proc/loadavg 2>/dev/null
}

# sample NAME PLAN ROUNDS SECONDS [QUESTION] - a process of Google Benchmark, which leaves
# NAME.json.  Two runs of one program differ more than two samples of
# one run: so there are several, and each shuffles its contenders, and gets
# another layout of the code (layout.c), and an environment of another size,
# which moves its stack.
layout=0
sample() {
	layout=$((layout % 4 + 1))
	pad=$(printf "%$(pad_bytes)s" '')
	env BENCH_PAD="$pad" "${gbench:-$programs/gbench-$layout}" $2 $3 $4 ${5:-} \
		>"$run/sample.part" || status=1
	[ ! -s "$run/sample.part" ] || mv "$run/sample.part" "$run/$1.json"
}

# A page's worth of chances.
pad_bytes() {
	echo $(($(od -An -N2 -tu2 /dev/urandom) % 4096))
}

can_time() {
	[ ! -x "$programs/gbench-1" ] || return 0
	have "${CXX:-c++}" || { skip 'times' "${CXX:-c++}" g++; return 1; }
	skip 'times' libbenchmark libbenchmark-dev
	return 1
}

measure_time() {
	can_time || return 0
	for interpreter in python3 lua5.4 $([ $mode = quick ] || echo mawk gawk)
	do
		have $interpreter || skip "contenders in $interpreter" $interpreter
	done
	if [ $noise -gt 0 ]; then
		step 'the noise itself' 3
		sample noise noise $noise 0.0003
	fi
	[ $mode != full ] || slow_ones
	p=1
	while [ $p -le $duels ]; do
		if [ $(($(date +%s) - began)) -gt $((budget / 2)) ]; then
			note "bench  $((p - 1)) processes side by side have to do"
			break
		fi
		step "contenders side by side, $p of $duels" 15
		sample "duel-$(printf %02d $p)" duel $rounds 0.0005
		p=$((p + 1))
	done
	of=$sweeps weight=40
	[ $mode != full ] || of="$enough_sweeps or more" weight=75
	p=1 longest=0
	while [ $p -le $sweeps ]; do
		start=$(date +%s)
		if [ $p -gt 1 ] && [ $((start - began + longest)) -gt $budget ]
		then
			note "bench  $((p - 1)) processes at all sizes have to do"
			break
		fi
		step "all sizes, $p of $of" $weight
		sample "gb-$(printf %02d $p)" $mode $turns 0.001
		took=$(($(date +%s) - start))
		[ $took -le $longest ] || longest=$took
		[ $p -lt $enough_sweeps ] || ! all_quiet || break
		p=$((p + 1))
	done
}

# Contenders that are too slow for the other processes: a few of their own,
# with all contenders of the question, in fewer rounds.
torch=/usr/lib/python3/dist-packages/torch/__init__.py
slow_ones() {
	[ -e $torch ] || skip 'contenders in PyTorch' torch python3-torch
	BENCH_SLOW=yes
	export BENCH_SLOW
	p=1
	while [ $p -le 5 ]; do
		step "slow contenders, $p of 5" 8
		for question in load epoch records rows start; do
			plan=duel
			# Larger batches, too: malloc() then is slow.
			[ $question != records ] || plan=full
			sample "duel-slow-$p-$question" $plan 6 0.0005 $question
		done
		p=$((p + 1))
	done
	unset BENCH_SLOW
}

# Has each point 20 samples of a quiet machine?
all_quiet() {
	tabulate && awk -F '\t' 'FNR > 1 && $6 < 20 { few++ }
		END { exit few > 0 }' "$run/time.tsv"
}

# tabulate - the tables that come from Google Benchmark's results.
tabulate() {
	set --
	for file in "$run"/gb-*.json "$run"/duel-*.json; do
		[ ! -e "$file" ] || set -- "$@" "$file"
	done
	[ $# -gt 0 ] && made samples.tsv awk -f bench/samples.awk "$@" &&
		made time.tsv "$programs/estimate" time "$run/samples.tsv" &&
		made verdict.tsv "$programs/estimate" verdict \
			"$run/questions.tsv" "$run/samples.tsv" &&
		made ratios.tsv "$programs/estimate" ratios \
			bench/targets.tsv "$run/samples.tsv"
}

noise_table() {
	[ -e "$run/noise.json" ] || return 0
	awk -f bench/samples.awk "$run/noise.json" >"$run/noise.part" &&
		made noise.tsv "$programs/estimate" noise "$run/noise.part"
}

# made TABLE COMMAND - what the command prints becomes the table, if all of it
# could be made.
made() {
	table=$1
	shift
	if "$@" >"$run/table.part"; then
		mv "$run/table.part" "$run/$table"
	else
		rm -f "$run/$table"
		status=1
		return 1
	fi
}

# room_for BYTES - is there room on the disk, and in memory for all of it?
room_for() {
	df -Pk "$BENCH_INPUT" | awk -v want="$1" \
		'END { exit !($4 * 1024 > 2 * want) }' &&
	awk -v want="$1" '/^MemAvailable/ { few = $2 * 1024 < 2 * want }
		END { exit few }' /proc/meminfo
}

# right QUESTION CONTENDER N - is its $answer the expected one?  One that is
# not is named by weigh, and nothing of it is measured.
right() {
	if weight=$("$programs/weigh" $1 $2 $3); then
		answer=${weight##*	}
	else
		status=1
		return 1
	fi
}

# Peak memory and time of whole programs: of fresh processes, three times.
resident() {
	printf '%s\t' question contender n input_B peak_B peak_low_B \
		peak_high_B faults cpu_s cpu_low_s cpu_high_s wall_s role \
		>"$run/rss.part"
	echo label >>"$run/rss.part"
	for n in $files; do
		weigh_all rows $n "$(($(wc -c <"$BENCH_INPUT/$n.log")))"
	done
	[ $mode != full ] || weigh_large
	mv "$run/rss.part" "$run/rss.tsv"
}

# What live generators hold, the peers' too.
holds() {
	step 'what live generators hold' 27
	made holds.tsv "$programs/holds" live $alive
}

# A loader at work: who does what, and how many batches there are at once.
loading() {
	step 'a loader and its workers' 6
	made timeline.tsv "$programs/timeline" work
	made flight.tsv "$programs/timeline" ahead
}

weigh_large() {
	for n in $large; do
		log=$BENCH_INPUT/$n.log
		if ! room_for $n; then
			note "skipped: a log of $n bytes (too large for this disk or memory)"
			continue
		fi
		step "a log of $((n / 1048576)) MiB" 40
		"$build/assets/access-log" 1 $n "$log"
		weigh_all rows $n "$(($(wc -c <"$log")))" 150
		rm -f "$log"
	done
}

# weigh_all QUESTION N INPUT_B [WEIGHT] - each contender's line of rss.tsv.
weigh_all() {
	step "programs: $1, n = $2" ${4:-3}
	"$programs/once" $1 >"$run/contenders.part"
	while IFS='	' read -r name role label most; do
		[ $most -eq 0 ] || [ $2 -le $most ] || continue
		right $1 $name $2 || continue
		for try in 1 2 3; do
			"$programs/rss" "$programs/once" $1 $name $2
		done | awk -v OFS='\t' -v who="$1	$name	$2	$3" \
			-v what="$role	$label" -v answer="$answer" \
			-f bench/three.awk || status=1
	done >>"$run/rss.part" <"$run/contenders.part"
}

# Valgrind with an empty environment: its size shifts what is counted before
# main().
under() {
	tool=$1
	shift
	env -i PATH="$PATH" BENCH_INPUT="$BENCH_INPUT" \
		valgrind --tool="$tool" "$@"
}

# The heap over time, in instructions: the same on every run.
heap() {
	have valgrind || { skip 'the heap over time' valgrind; return; }
	printf 'contender\tinstructions\theap_B\n' >"$run/heap.part"
	for name in eager lines generator; do
		step "the heap over time: $name" 3
		right rows $name $heap_input || continue
		under massif -q --max-snapshots=400 --peak-inaccuracy=0.0 \
			--massif-out-file="$run/massif.part" \
			"$programs/once" rows $name $heap_input >/dev/null &&
		awk -v contender=$name -f bench/massif.awk \
			"$run/massif.part" >>"$run/heap.part" || return
	done
	{
		printf 'file_B\trows\n'
		wc -cl <"$BENCH_INPUT/$heap_input.log" |
			awk '{ print $2 "\t" $1 }'
	} >"$run/heap-input.tsv"
	mv "$run/heap.part" "$run/heap.tsv"
}

# Blocks and their use, by DHAT, which does not see mapped memory: the stacks
# of generators come from our own count.
blocks() {
	have valgrind || return
	printf '%s\t' contender total_B total_blocks peak_B peak_blocks \
		read_B written_B >"$run/blocks.part"
	echo stack_B >>"$run/blocks.part"
	for name in eager lines generator; do
		step "the heap's blocks: $name" 4
		right rows $name $heap_input || continue
		under dhat --dhat-out-file="$run/dhat.part" "$programs/once" \
			rows $name $heap_input 2>&1 >/dev/null |
			awk -v contender=$name -v stack="$("$programs/weigh" \
				rows $name $heap_input | cut -f 3)" \
				-f bench/dhat.awk >>"$run/blocks.part" || return
	done
	mv "$run/blocks.part" "$run/dhat.tsv"
}

# Instructions and resumptions, these twice: as the library counts them and
# as callgrind sees them.
calls() {
	have valgrind || { skip 'exact counts' valgrind; return; }
	printf '%s\t' contender n called counted instructions role \
		>"$run/counts.part"
	echo label >>"$run/counts.part"
	"$programs/once" squares >"$run/contenders.part"
	while IFS='	' read -r name role label most; do
		[ $most -eq 0 ] || [ $count -le $most ] || continue
		case $name in
		stackless|stackful) ;;
		*) smoke && continue ;;
		esac
		step "exact counts: $name" 3
		right squares $name $count || continue
		calls_of $name >>"$run/counts.part" || return
	done <"$run/contenders.part"
	mv "$run/counts.part" "$run/calls.tsv"
}

calls_of() {
	called=- counted=-
	case $1 in
	stackless|stackful)
		under callgrind -q --callgrind-out-file="$run/calls.part" \
			--collect-atstart=no "$programs/once-count" squares $1 $count \
			>"$run/answer.part" || return
		counted=$(cut -f 2 "$run/answer.part")
		called=$(awk -v callee=gen_next -f bench/calls.awk \
			"$run/calls.part") || return ;;
	esac
	under callgrind -q --callgrind-out-file="$run/calls.part" \
		--collect-atstart=no "$programs/once" squares $1 $count \
		>/dev/null &&
	instructions=$(awk -v total=1 -f bench/calls.awk "$run/calls.part") &&
	printf '%s\t' $1 $count "$called" "$counted" "$instructions" "$role" &&
	printf '%s\n' "$label"
}

# The tutorial's own count of the same, by Python's profiler.
twin() {
	have python3 || { skip "the tutorial's count" python3; return; }
	step "the tutorial's count" 2
	made twin.tsv python3 bench/squares/twin.py $count
}

# Where a buffer shuffles items to: counts, no times.
shuffled() {
	step 'shuffle buffers' 1
	made shuffle.tsv "$programs/shuffle"
}

# The fastest canary of this machine's last eight runs, with this compiler: a
# run that a neighbour disturbs from beginning to end looks quiet to itself.
canaries=build/results/canaries
machine="$(sed -n '/^model name/{p;q;}' /proc/cpuinfo 2>/dev/null) $(
	"${CC:-cc}" --version 2>/dev/null | sed -n 1p)"
known_canary() {
	grep -Fs "$machine	" $canaries | tail -n 8 | sed 's/.*	//' |
		sort -g | sed -n 1p
}

# One in a hundred may have been a stroke of luck.
fastest_canary() {
	[ -s "$run/samples.tsv" ] || return 0
	cut -f 10 "$run/samples.tsv" | sed 1d | sort -g |
		awk '{ all[NR] = $1 } END { print all[int(NR / 100) + 1] }'
}

remember_canary() {
	[ -s "$run/samples.tsv" ] || return 0
	smoke || printf '%s\t%s\n' "$machine" "$(fastest_canary)" >>$canaries
}

# processes gb|duel - how many of the kind there were.
processes() {
	set -- "$run"/$1-*.json
	[ -e "$1" ] || shift
	echo $#
}

# What is known only now: how many processes there were, and what the host
# took meanwhile.
record() {
	sed -e "s/\(\"processes\": \"\)[^\"]*/\1$(processes gb)/" \
		-e "s/\(\"duels\": \"\)[^\"]*/\1$(processes duel)/" \
		-e "s/\(\"interrupted\": \"\)[^\"]*/\1$interrupted/" \
		-e "s/\(\"seconds\": \"\)[^\"]*/\1$(($(date +%s) - began))/" \
		-e "s/\(\"canary_ns\": \"\)[^\"]*/\1$(fastest_canary)/" \
		-e "s/\(\"steal_after\": \"\)[^\"]*/\1$(sh bench/env.sh steal)/" \
		"$run/env.json" >"$run/env.part" &&
		mv "$run/env.part" "$run/env.json"
}

# The tables that this run is to have, as far as their tools are here.
wanted() {
	[ ! -x "$programs/gbench-1" ] || echo time.tsv verdict.tsv ratios.tsv
	if ! smoke; then
		echo rss.tsv holds.tsv shuffle.tsv timeline.tsv flight.tsv
		[ ! -x "$programs/gbench-1" ] || echo noise.tsv
		! have python3 || echo twin.tsv
	fi
	have valgrind || return 0
	smoke || echo heap.tsv dhat.tsv
	echo calls.tsv
}

# What was finished counts, also after an interrupt; but a run that misses a
# table does not hide an earlier one that has it.
finish() {
	trap '' HUP INT TERM
	exec >&3        # a trap inherits the redirections of where it struck
	[ $# -eq 0 ] || status=$1 interrupted=yes
	# A gigabyte and more is not left behind.
	[ $mode != full ] || rm -f "$BENCH_INPUT"/*.log
	rm -f "$run"/*.part
	step_done
	tabulate
	noise_table
	rm -f "$run"/*.part
	record
	remember_canary
	missing=
	for table in $(wanted); do
		[ -s "$run/$table" ] || missing="$missing $table"
	done
	if [ "$(cd "$run" && echo *)" = 'env.json questions.tsv' ]; then
		rm -r "$run"
		note 'bench  nothing was measured'
		exit $status
	fi
	sh bench/seal.sh make "$run" || missing="$missing checksums"
	if [ -n "$missing" ] || [ $interrupted = yes ]; then
		[ $status -ne 0 ] || status=1
		note "bench  unfinished${missing:+:$missing missing}"
		note "bench  what there is:  make report RUN=$run"
	elif [ "$run" != "${run#build/results/}" ]; then
		ln -sfn "${run##*/}" build/results/latest
	fi
	smoke || note "bench  results are in $run"
	rm -f "$run"/*.part # of a tool that was still writing
	exit $status
}

# Two runs may begin in the same second.
mkdir -p "${run%/*}" || exit 1
if [ $# -lt 3 ]; then
	mkdir "$run" 2>/dev/null || run=$run-$$
fi
mkdir -p "$run" || exit 1
exec 3>&1
trap 'finish 130' HUP INT TERM
"$programs/once" >"$run/questions.tsv"
BENCH_CANARY=$(smoke || known_canary)
export BENCH_CANARY
probe=$(smoke || "$programs/probe")
PROBE=$probe sh bench/env.sh $mode >"$run/env.json"
smoke || warn_if_busy
if ! smoke; then
	heap
	blocks
	twin
	shuffled
	resident
	holds
	loading
fi
calls
measure_time
finish
