#!/bin/sh
# SPDX-License-Identifier: MIT
#
# run.sh - one run of the benchmarks: measure, and leave tables behind.
#
#	run.sh BUILD [quick|smoke|reference] [FOLDER]
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
BENCH_INPUT=${BENCH_INPUT:-build/bench/input}
LC_ALL=C
export BENCH_INPUT LC_ALL

budget=40               # start no process that would end after, in seconds
large=                  # further sizes of files for peak memory
case $mode in
smoke)     processes=1  repetitions=2 options='--sizes=2' ;;
reference) processes=24 repetitions=3 options=
	   budget=3600 large='268435456 1073741824' ;;
*)         processes=5  repetitions=3 options= ;;
esac
min_time=0.001          # of a sample, in seconds: less than a time slice
count=100000            # the tutorial's number of squares
heap_input=4194304      # bytes of log for the heap over time
status=0

say() {
	[ "$mode" = smoke ] || printf 'bench  %s\n' "$*"
}

skip() {
	echo "skipped: $1 ($2 not found: apt install ${3:-$2})"
}

have() {
	command -v "$1" >/dev/null 2>&1
}

# A busy machine is said to be one before the numbers, not after.
warn_if_busy() {
	[ -r /proc/loadavg ] || return 0
	awk -v cpus="$(getconf _NPROCESSORS_ONLN)" '$1 > cpus / 2 {
		printf "bench  note: load %s on %d CPUs; times will vary\n",
			$1, cpus
	}' /proc/loadavg
}

# Time: several processes, since two runs of the same program differ more
# than two samples of one run.  Each shuffles its contenders, and gets an
# environment of another size, which moves its stack.
time_items() {
	if [ ! -x "$programs/gbench" ]; then
		have "${CXX:-c++}" ||
			{ skip 'time per item' "${CXX:-c++}" g++; return; }
		skip 'time per item' libbenchmark libbenchmark-dev
		return
	fi
	began=$(date +%s)
	p=1
	while [ $p -le $processes ]; do
		spent=$(($(date +%s) - began)) left=
		[ $p -eq 1 ] || left=", $((spent * \
			(processes - p + 1) / (p - 1))) s left"
		if [ $p -gt 1 ] && [ $((spent * p / (p - 1))) -gt $budget ]; then
			say "time per item: $((p - 1)) processes have to do"
			break
		fi
		say "time per item: process $p of $processes$left"
		pad=$(awk -v p=$p 'BEGIN {
			srand(); printf "%*s", (rand() + p / 7) * 4096 % 4096, ""
		}')
		env BENCH_PAD="$pad" "$programs/gbench" $options \
			--benchmark_min_time=$min_time \
			--benchmark_repetitions=$repetitions \
			--benchmark_enable_random_interleaving=true \
			>"$run/gb.part" || status=1
		mv "$run/gb.part" "$run/gb-$(printf %02d $p).json"
		p=$((p + 1))
	done
}

summarize() {
	[ -e "$run/gb-01.json" ] || return 0
	awk -f bench/samples.awk "$run"/gb-*.json >"$run/samples.tsv" &&
		awk -f bench/summary.awk "$run/samples.tsv" \
			"$run/samples.tsv" >"$run/time.tsv" ||
		{ rm -f "$run/time.tsv"; status=1; }
}

# Memory of whole programs: the median of three, by peak.
resident() {
	say 'peak memory of whole programs'
	for n in $large; do
		[ -s "$BENCH_INPUT/$n.log" ] ||
			"$build/assets/access-log" 1 $n "$BENCH_INPUT/$n.log"
	done
	printf 'contender\tfile_B\tpeak_B\tfaults\tcpu_s\twall_s\trole\tlabel\n' \
		>"$run/rss.part"
	contests | while IFS='	' read -r name role label n; do
		bytes=$(wc -c <"$BENCH_INPUT/$n.log")
		for try in 1 2 3; do
			"$programs/rss" "$programs/once" rows "$name" "$n"
		done | sort -n | sed -n 2p |
			sed "s|.*|$name	$((bytes))	&	$role	$label|"
	done >>"$run/rss.part"
	mv "$run/rss.part" "$run/rss.tsv"
	for n in $large; do
		rm -f "$BENCH_INPUT/$n.log"
	done
}

# The sizes that are timed, then for each contender the large ones too.
contests() {
	"$programs/once" rows | awk -v large="$large" -F '\t' -v OFS='\t' '
		$1 != last && last { more() }
		{ print; last = $1; row = $1 OFS $2 OFS $3 }
		function more(   i, n, size) {
			n = split(large, size, " ")
			for (i = 1; i <= n; i++)
				print row, size[i]
		}
		END { more() }'
}

# The heap over time, in instructions: the same on every run.
heap() {
	have valgrind || { skip 'heap over time' valgrind; return; }
	say 'heap over time (massif)'
	printf 'contender\tinstructions\theap_B\n' >"$run/heap.part"
	for name in eager lines; do
		under massif --max-snapshots=400 --peak-inaccuracy=0.0 \
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

# Resumptions, twice: as the library counts them and as callgrind sees them.
calls() {
	have valgrind || { skip 'exact counts' valgrind; return; }
	say 'exact counts (callgrind)'
	printf 'contender\tn\tcalled\tcounted\n' >"$run/counts.part"
	for name in stackless stackful; do
		under callgrind --callgrind-out-file="$run/calls.part" \
			"$programs/once-count" squares $name $count \
			>"$run/answer.part" &&
		called=$(awk -v callee=gen_next -f bench/calls.awk \
			"$run/calls.part") &&
		printf '%s\t%s\t%s\t%s\n' $name $count "$called" \
			"$(cut -f 2 "$run/answer.part")" \
			>>"$run/counts.part" || return
	done
	mv "$run/counts.part" "$run/calls.tsv"
}

# An empty environment: its size shifts what is counted before main().
under() {
	tool=$1
	shift
	env -i PATH="$PATH" BENCH_INPUT="$BENCH_INPUT" \
		valgrind -q --tool="$tool" "$@"
}

# How many processes there were is known only now.
record() {
	set -- "$run"/gb-*.json
	[ -e "$1" ] || shift
	sed "s/\(\"processes\": \"\)[0-9]*/\1$#/" "$run/env.json" \
		>"$run/env.part" && mv "$run/env.part" "$run/env.json"
}

# The tables that this run is to have, as far as their tools are here.
wanted() {
	[ ! -x "$programs/gbench" ] || echo time.tsv
	[ "$mode" = smoke ] || echo rss.tsv
	have valgrind || return 0
	[ "$mode" = smoke ] || echo heap.tsv
	echo calls.tsv
}

# What was finished counts, also after an interrupt; but a run that misses a
# table does not hide an earlier one that has it.
finish() {
	trap '' HUP INT TERM
	exec >&3        # a trap inherits the redirections of where it struck
	[ $# -eq 0 ] || status=$1
	rm -f "$run"/*.part
	summarize
	record
	missing=
	for table in $(wanted); do
		[ -s "$run/$table" ] || missing="$missing $table"
	done
	if [ -n "$missing" ]; then
		[ $status -ne 0 ] || status=1
		echo "bench  unfinished:$missing missing"
	elif [ "$run" != "${run#build/results/}" ]; then
		ln -sfn "${run##*/}" build/results/latest
	fi
	if [ "$(ls "$run")" = env.json ]; then
		rm "$run/env.json"
		rmdir "$run"
		say 'nothing was measured'
	else
		say "results are in $run"
	fi
	exit $status
}

mkdir -p "$run" || exit 1
exec 3>&1
trap 'finish 130' HUP INT TERM
sh bench/env.sh "$mode" 0 $repetitions >"$run/env.json"
warn_if_busy
[ "$mode" = smoke ] || heap
calls
[ "$mode" = smoke ] || resident
time_items
finish
