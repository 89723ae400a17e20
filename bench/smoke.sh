#!/bin/sh
# SPDX-License-Identifier: MIT
#
# smoke.sh - is the harness honest?  TAP on stdout, in seconds.
#
#	smoke.sh BUILD
#
# No result depends on how long anything took.

set -u
build=$1
programs=$1/bench
work=$1/bench/smoke
number=0
failed=0
BENCH_INPUT=build/bench/input
PLOTS=$work/plots
export BENCH_INPUT PLOTS
rm -rf "$work"
mkdir -p "$work" || exit 1

# check NAME COMMAND... - one line of TAP: did the command succeed?
check() {
	name=$1
	shift
	number=$((number + 1))
	if "$@" >"$work/log" 2>&1; then
		echo "ok $number - bench: $name"
	else
		failed=1
		echo "not ok $number - bench: $name"
		sed 's/^/# /' "$work/log"
	fi
}

skip() {
	number=$((number + 1))
	echo "ok $number - bench: $1 # SKIP $2 not found"
}

# Does the command fail, and say WORDS?
refused() {
	words=$1
	shift
	if "$@" >"$work/said" 2>&1; then
		echo "exit status 0: $*"
		return 1
	fi
	grep -q "$words" "$work/said" || { cat "$work/said"; return 1; }
}

# ---- A run ----

run() {
	sh bench/run.sh "$build" smoke "$work/run"
}

# One line of time.tsv for each contender and size that was asked for, and in
# each question several contenders.
complete() {
	awk -F '\t' 'FNR == NR { asked[$1] = FNR > 1; next }
		FNR > 1 { bad += $5 != 2; n[$1]++ }
		END { for (q in asked) bad += asked[q] && n[q] < 2
			exit bad > 0 }' "$work/run/questions.tsv" \
		"$work/run/time.tsv"
}

exact() {
	awk -F '\t' 'FNR > 1 { n++; bad += $3 != $2 + 1 || $4 != $2 + 1 ||
		$5 < $2 } END { exit !(n == 2 && !bad) }' "$work/run/calls.tsv"
}

recorded() {
	grep -q '"processes": "1"' "$work/run/env.json" &&
		grep -q '"interrupted": "no"' "$work/run/env.json" &&
		! grep -E '"(seconds|canary_ns|steal_after)": "(unknown)?"' \
			"$work/run/env.json"
}

# Counts, so they are the reference's on every machine, or it is an old one.
same_places() {
	"$programs/shuffle" | cmp - assets/results/reference/shuffle.tsv
}

# Nothing can be known from one process.
silent() {
	awk -F '\t' 'FNR > 1 { n++; bad += $13 != "none" }
		END { exit !(n > 9 && !bad) }' "$work/run/verdict.tsv" &&
	awk -F '\t' 'FNR > 1 && $5 == "time" { n++
		bad += $12 != "none" && $12 != "missing" }
		END { exit !n || bad }' "$work/run/ratios.tsv"
}

# Samples of a contender a, of b, which takes twice as long, or 3 % less or
# more than that in a process, and of c, from too few processes.
twice() {
	sed -n 1p "$work/run/samples.tsv" &&
	awk -v OFS='\t' '
	function sample(name, cpu, allocations) {
		print "q", name, 10, p, r, 10, 1, cpu, cpu, 1, 0, 0, 0,
			allocations, 1000 * allocations, "floor", "our " name
	}
	BEGIN {
		for (p = 1; p <= 6; p++)
			for (r = 1; r <= 10; r++) {
				sample("a", 100 + r, 0)
				sample("b", (100 + r) * (2 + (p - 3.5) * 0.024), 3)
				if (p <= 4)
					sample("c", 100, "-")
			}
	}'
}

# Targets above and below twice as long, and so near that the interval reaches
# over them; too few samples; nobody to compare with; what is counted; how much
# more b takes than a, and how much in all.
reached() {
	rm -rf "$work/aims" && mkdir -p "$work/aims" &&
	twice >"$work/aims/samples.tsv" &&
	sed -n 1p bench/targets.tsv >"$work/aims.tsv" || return
	while read -r line; do
		echo "$line" | tr ' ' '\t'
	done >>"$work/aims.tsv" <<-END
		q 10 b a time 2.5
		q 10 b a time 1.5
		q 10 b a time 2.01
		q 10 b a time 1.99
		q 10 c a time 9
		q 10 b nobody time 9
		q 10 a - allocations 0
		q 10 b - allocations 2
		q 10 c - allocations 0
		q 10 b - bytes 3000
		q 10 b - bytes 2999
		q 10 b a ns 12
		q 10 b - ns 12
	END
	"$programs/estimate" ratios "$work/aims.tsv" \
		"$work/aims/samples.tsv" >"$work/aims/ratios.tsv" || return
	cat "$work/aims/ratios.tsv"
	cut -f 12,13 "$work/aims/ratios.tsv" | sed 1d | tr '\t' ' ' |
		sed 's/reaches over the target: .*/open/; s/ only.*/ few/' \
		>"$work/said"
	cmp - "$work/said" <<-END || return
		met -
		missed -
		met its interval open
		missed its interval open
		none few
		missing nobody was not measured
		met -
		missed -
		none cannot be counted here
		met -
		missed -
		met -
		missed -
	END
	# All of them are shown.
	cp "$work/run/env.json" "$work/run/questions.tsv" "$work/aims" &&
	rm "$work/aims/samples.tsv" && sh bench/seal.sh make "$work/aims" &&
	RUN=$work/aims sh plots/draw.sh dumb targets >"$work/said" || return
	cat "$work/said"
	grep -q '^  5 of 13 targets are met, 5 missed, 2 not told' "$work/said" &&
		grep -q 'our b / our a  *missed: 2 > 1.5' "$work/said" &&
		grep -q 'our b / nobody  *missing: nobody' "$work/said" &&
		grep -q 'our b − our a  *met: 10.* ≤ 12 ns' "$work/said" &&
		[ "$(grep -c 'our [abc] ' "$work/said")" -eq 13 ] || return
	awk -v plots="$PLOTS" -f plots/tables.awk -f bench/report.awk \
		"$work"/aims/*.json "$work"/aims/*.tsv >"$work/page" &&
	[ "$(grep -c '"verdict"><b>missed' "$work/page")" -eq 5 ] || return
	for way in 's/time/tme/' 's/a	time/-	time/' 's/-	bytes/a	bytes/'; do
		sed "$way" "$work/aims.tsv" >"$work/bad.tsv" &&
		refused 'no target: q' "$programs/estimate" ratios \
			"$work/bad.tsv" "$work/run/samples.tsv" || return
	done
}

# A misspelled target would be missing for ever.  (Away from the duels' n there
# are fewer samples, but small runs ask for the first ones of a question.)
spelled() {
	sed 1d bench/targets.tsv >"$work/aims.tsv"
	while read -r question n contender against rest; do
		for who in $contender ${against#-}; do
			ls bench/$question/$who.c 2>/dev/null ||
				ls bench/$question/peer-$who.cc || return
		done
		awk -F '\t' -v q=$question -v n=$n '
			$1 == q && (FNR == NR ? $6 : $3) == n { m++ }
			END { exit !m }' "$work/run/questions.tsv" \
			"$work/run/time.tsv" ||
			{ echo "$question: nobody asks for $n"; return 1; }
	done <"$work/aims.tsv" &&
	[ "$(wc -l <bench/targets.tsv)" -eq "$(wc -l <"$work/run/ratios.tsv")" ]
}

counted() {
	"$programs/once-count" squares "$1" 1000 | grep -q '	1001$'
}

# A run of three seconds that is interrupted, by a signal to all of it as from
# a terminal.
interrupted() {
	rm -rf "$work/cut"
	timeout --preserve-status -s INT 3 \
		sh bench/run.sh "$build" quick "$work/cut"
	[ $? -eq 130 ] || { echo 'exit status is not 130'; return 1; }
	ls "$work/cut" | grep -q part && { echo 'parts are left'; return 1; }
	sh bench/seal.sh check "$work/cut" &&
		RUN=$work/cut sh plots/draw.sh words >"$work/said"
}

# Every column of every table has a place in README.md.
described() {
	for table in "$work"/run/*.tsv assets/results/reference/*.tsv; do
		for column in $(sed -n 1p "$table"); do
			grep -q "\`$column\`" bench/README.md || {
				echo "$table: $column"
				return 1
			}
		done
	done
	for key in $(sed -n 's/^ *"\([a-z_A-Z]*\)":.*/\1/p' \
			"$work/run/env.json"); do
		grep -q "\`$key\`" bench/README.md || {
			echo "env.json: $key"
			return 1
		}
	done
}

# README.md's contender: does it enter itself, and answer as the others do?
example() {
	mkdir -p "$work/squares" && cp bench/bench.h "$work" &&
	awk '/^```c$/ { code = 1; next } /^```$/ { code = 0 } code' \
		bench/README.md >"$work/squares/recursion.c" &&
	${CC:-cc} -std=gnu17 -O2 -Wall -Wextra -Werror -Ilib/include \
		-o "$work/once" "$work/squares/recursion.c" \
		"$programs"/once.o "$programs"/registry.o "$programs"/canary.o \
		$(ls "$programs"/squares/*.o | grep -v count) "$build/lib/libgenerator.a" \
		-lm -pthread &&
	"$work/once" squares recursion 1000 >"$work/said" &&
	"$work/once" squares loop 1000 | cmp - "$work/said"
}

# Peers that lack a header, a library or a compiler: named, and no error.
absent() {
	for peer in 'g++|#include <no/such.h>|no/such.h' \
			'g++|// Library: no_such|no library no_such' \
			'no-such-c++|int x;|no no-such-c++'; do
		IFS='|' read -r compiler source why <<-END
			$peer
		END
		echo "$source" >"$work/peer-x.cc"
		rm -f "$work/peer-x.o"
		sh bench/peer.sh "$work/peer-x.o" "$work/peer-x.cc" "$compiler" \
			>"$work/said" || return
		cat "$work/said"
		grep -q "^  skip $work/peer-x.cc: .*$why" "$work/said" &&
			[ -s "$work/peer-x.o" ] && ! grep . "$work/peer-x.o.libs" ||
			return
	done
}

# A contender without the command that it needs does not enter.
uninstalled() {
	PATH=$work "$programs/once" resume >"$work/said" || return
	! grep -E '^(python|lua)	' "$work/said" && grep -q '^loop	' "$work/said" &&
	: >"$work/lua5.4" && chmod +x "$work/lua5.4" &&
	PATH="/no/such:$work" "$programs/once" resume >"$work/said" || return
	rm "$work/lua5.4"
	grep -q '^lua	' "$work/said" && ! grep '^python	' "$work/said"
}

# A slow contender enters where it is asked for, if what it needs is there.
slow() {
	"$programs/once" load >"$work/said" || return
	! grep '^python	' "$work/said" &&
	BENCH_SLOW=yes "$programs/once" load >"$work/said" &&
	grep '^python	' "$work/said"
}

# With .clock, what counts is the time on the clock, of all others that of CPUs.
clocked() {
	awk -F '\t' 'FNR == 1 { next }
		$2 == "python" || $2 == "lua" || $2 ~ /awk|wc/ { next }
		$1 == "overlap" { n++; bad += $8 != $9 }
		$1 == "squares" { m++; same += $8 == $9 }
		END { print n, bad, m, same; exit !n || bad || same == m }' \
		"$work/run/samples.tsv"
}

# The time of a contender in another process is what is said of that, and what
# it allocates nobody has seen; of all others it is known.
elsewhere() {
	sed -n 's/.*"elsewhere_ns": \([^,]*\).*/\1/p' "$work/run/gb-01.json" |
		awk 'FNR == NR { said += $1; next }
		$2 ~ /^(python|lua|[gm]awk|wc)$/ { n++; got += $8; bad += $14 != "-"
			next }
		FNR > 1 { bad += $14 == "-" }
		END { print said, got, n, bad
			exit bad || !n || got < 0.999999 * said ||
			said < 0.999999 * got }' - FS='\t' \
		"$work/run/samples.tsv"
}

# What live generators hold: an array of iterators, to the page; and
# guards have their limit.
held() {
	"$programs/holds" live 40000 >"$work/holds.tsv" &&
	awk -F '\t' '$2 == "iterator" { n++; bad += $4 < 96e4 || $4 > 97e4 }
		END { exit n != 1 || bad }' "$work/holds.tsv" || return
	grep '^live	fcontext-guarded	' "$work/holds.tsv" >"$work/said" ||
		return 0 # no Boost here
	[ "$(cat /proc/sys/vm/max_map_count)" -gt 80000 ] ||
		grep -q '	-	generator [0-9]* of 40000: mprotect of a guard' \
			"$work/said"
}

# A loader at work: each batch is loaded by a worker, if there are any, and then
# used, in order; of those there are at once, there are never too many.
worked() {
	"$programs/timeline" work | awk -F '\t' '
	NR == 1 { next }
	$3 == "load" { loaded[$1, $4] = $6; bad += ($2 > 0) != ($1 > 0) }
	$3 == "use" { used[$1, $4] = $5; bad += $4 != count[$1]++ || $2 != 0 }
	{ bad += $6 <= $5 || $2 > $1 }
	END {
		for (key in used)
			bad += !(key in loaded) || loaded[key] > used[key]
		print NR, bad + 0
		exit bad || NR != 49
	}' &&
	"$programs/timeline" ahead | awk -F '\t' '
	NR == 1 { next }
	$4 > most[$2] { most[$2] = $4 }
	{ left[$2] = $4 }
	END {
		for (prefetch in most) {
			print prefetch, most[prefetch], left[prefetch]
			bad += left[prefetch] != 0 || prefetch > 0 && \
				most[prefetch] > prefetch + 1
		}
		exit bad || NR != 193 || most[0] != 24
	}'
}

# A run of which only duels were finished: what can be drawn is drawn, the rest
# says that it is missing, and no sentence is made of nothing.  The machine was
# busy, and no earlier run tells how busy.
partial() {
	rm -rf "$work/part" && mkdir -p "$work/part" &&
	cp "$work/run/env.json" "$work/run/questions.tsv" "$work/part" &&
	"$programs/gbench-1" duel 2 0.0003 >"$work/part/duel-01.json" &&
	awk -f bench/samples.awk "$work/part/duel-01.json" \
		>"$work/part/samples.tsv" &&
	"$programs/estimate" time "$work/part/samples.tsv" |
		awk -F '\t' -v OFS='\t' 'NR > 1 { $6 = 0; $7 = "shared" }
			{ print }' >"$work/part/time.tsv" &&
	"$programs/estimate" verdict "$work/part/questions.tsv" \
		"$work/part/samples.tsv" >"$work/part/verdict.tsv" &&
	sh bench/seal.sh make "$work/part" || return
	RUN=$work/part sh plots/draw.sh words >"$work/said" || return
	! grep -iE 'nan|inf[^o]| [-+]?0 ns' "$work/said" || return
	RUN=$work/part sh plots/draw.sh dumb >"$work/said" &&
		grep -q 'Nothing to draw: enough of it' "$work/said" || return
	command -v gnuplot >"$work/said" || return 0
	RUN=$work/part sh plots/draw.sh svg bytes >"$work/said" &&
		grep -q 'Nothing to draw: holds.tsv' "$PLOTS/bytes.svg" &&
		! grep '<desc [^>]*></desc>' "$PLOTS/bytes.svg"
}

# Processes take turns with four layouts and with environments of any size.
shuffled() {
	for i in 1 2 3 4 5 6; do
		sed -n '/^pad_bytes/,/^}/p' bench/run.sh >"$work/pad.sh"
		echo pad_bytes >>"$work/pad.sh"
		sh "$work/pad.sh"
	done | sort -u | awk 'END { exit NR < 3 }' &&
	for i in 1 2 3 4; do
		nm "$programs/gbench-$i" | sed -n 's/ T bench_find$//p'
	done | sort -u | awk 'END { exit NR != 4 }'
}

# ---- Liars ----

liar() {
	refused 'squares/liar/n:10: error: answers 100, expected 285' \
		env GBENCH="$programs/gbench-liar" \
		sh bench/run.sh "$build" smoke "$work/lied" &&
		! grep -q liar "$work/lied/time.tsv" &&
		grep -q stackful "$work/lied/time.tsv" &&
		refused 'squares/liar/n:10: error: answers 100, expected 285' \
			"$programs/weigh-liar" squares liar 10
}

# A loop that does a tenth of its work twice, timed here and now.
planted() {
	mkdir -p "$work/planted"
	for p in 1 2 3 4 5 6; do
		"$programs/gbench-planted" duel 12 0.0003 planted \
			>"$work/planted/gb-$p.json" || return
	done
	awk -f bench/samples.awk "$work"/planted/gb-*.json \
		>"$work/planted/samples.tsv" &&
	printf '%s\t' question asks unit of baseline >"$work/planted/q.tsv" &&
	printf 'duel\nplanted\tthe sum\tsquare\tsquares\tloop\t10000\n' \
		>>"$work/planted/q.tsv" &&
	"$programs/estimate" verdict "$work/planted/q.tsv" \
		"$work/planted/samples.tsv" >"$work/planted/verdict.tsv" &&
	cat "$work/planted/verdict.tsv" &&
	awk -F '\t' '$4 == "slower" { n++; bad += $13 == "faster" }
		$4 == "loop" { n++; bad += $13 != "none" }
		END { exit n != 2 || bad }' "$work/planted/verdict.tsv"
}

# ---- Results that were cut short, or edited ----

# spoiled FILE COMMAND... - a copy of the run, with FILE changed so.
spoiled() {
	rm -rf "$work/bad"
	cp -r "$work/run" "$work/bad"
	file=$work/bad/$1
	shift
	"$@" <"$file" >"$work/new" && mv "$work/new" "$file"
}

# All that read a run's folder: each must refuse it.
readers_refuse() {
	for way in 'draw.sh words' 'draw.sh svg' 'draw.sh dumb'; do
		refused "$1" env RUN="$work/bad" sh plots/$way || return
	done
	refused "$1" sh bench/compare.sh "$build" "$work/run" "$work/bad" ||
		return
	echo "run = \"$work/bad\"" >"$work/facts.gp"
	refused "$1" env FACTS="$work/facts.gp" sh bench/report.sh
}

cut_short() {
	for file in gb-01.json samples.tsv time.tsv verdict.tsv ratios.tsv \
			calls.tsv env.json questions.tsv; do
		spoiled $file head -c $(($(wc -c <"$work/run/$file") / 2)) &&
			readers_refuse "$file: .*cut short" || return
	done
}

edited() {
	for file in gb-01.json samples.tsv time.tsv verdict.tsv calls.tsv \
			env.json; do
		spoiled $file sed 's/[1-6]/7/' &&
			readers_refuse "$file: .*edited" || return
	done
}

added() {
	spoiled time.tsv cat && cp "$work/bad/time.tsv" "$work/bad/twin.tsv" &&
		readers_refuse 'twin.tsv: .*added'
}

# Without the list nothing else would be noticed.
unlisted() {
	for way in '/time.tsv/d' '3,$d' '$d' 's/[1-6]/7/'; do
		spoiled checksums sed "$way" &&
			readers_refuse 'checksums: .*cut short or edited' || return
	done
}

gone() {
	spoiled time.tsv cat && rm "$work/bad/time.tsv" &&
		readers_refuse 'time.tsv: .*gone' &&
		rm "$work/bad/checksums" && readers_refuse 'no checksums'
}

# The programs by themselves do not rely on checksums.
programs_refuse() {
	head -c 5000 "$work/run/gb-01.json" >"$work/cut.json"
	refused 'cut.json: cut short' awk -f bench/samples.awk "$work/cut.json" &&
	refused 'no input: cut short' awk -f bench/samples.awk /dev/null &&
	sed 's/"cpu_time": [0-9]/"cpu_time": x/' "$work/run/gb-01.json" \
		>"$work/cut.json" &&
	refused 'cpu_time is not a number' \
		awk -f bench/samples.awk "$work/cut.json" || return
	for bytes in 1000 1010 1020 1030; do
		head -c $bytes "$work/run/samples.tsv" >"$work/cut.tsv"
		for way in time noise "verdict $work/run/questions.tsv"; do
			refused 'cut.tsv:[0-9]*: .*cut short' \
				"$programs/estimate" $way "$work/cut.tsv" || return
		done
		refused 'cut short' "$programs/compare" "$work/cut.tsv" \
			"$work/run/samples.tsv" || return
	done
	head -c 1000 "$work/run/time.tsv" >"$work/time.tsv"
	refused 'time.tsv:[0-9]*: .*cut short' awk -f plots/tables.awk \
		-f plots/words.awk "$work/time.tsv" &&
	refused 'time.tsv:[0-9]*: .*cut short' awk -f plots/tables.awk \
		-f bench/report.awk "$work/time.tsv" &&
	head -c 200 "$work/run/calls.tsv" >"$work/massif.out" &&
	refused 'cut short' awk -f bench/calls.awk "$work/massif.out" &&
	refused 'cut short' awk -f bench/massif.awk "$work/massif.out" &&
	refused 'no summary' awk -f bench/dhat.awk "$work/massif.out"
}

# ---- Words ----

# told CHANGE FACT WORDS - with CHANGE made to verdicts and times, does the
# sentence FACT say WORDS?
told() {
	for table in time verdict; do
		awk -F '\t' -v OFS='\t' -v table=$table "FNR > 1 { $1 } 1" \
			assets/results/reference/$table.tsv >"$work/$table.tsv"
	done
	awk -f plots/tables.awk -f plots/words.awk -f plots/crossover.awk \
		-f plots/cost.awk -f plots/early.awk -f plots/verdict.awk \
		-f plots/batch.awk -f plots/nest.awk assets/results/reference/env.json \
		assets/results/reference/questions.tsv \
		"$work/verdict.tsv" "$work/time.tsv" >"$work/words" || return
	grep -q "^$2 = \".*$3" "$work/words" || { grep "^$2" "$work/words"
		return 1; }
}

# verdicts ANSWER RATIO SPREAD - of all.
verdicts() {
	echo "if (table == \"verdict\") { \$13 = \"$1\"; \$8 = $2; \
		\$9 = $2 - $3; \$10 = $2 + $3; \$14 = \"host too busy\" }"
}
wide='if (table == "time") { $11 = 0; $12 *= 1000 }'
alike='if (table == "time") { $10 = $11 = $12 = 7 * $4 }'

# No sentence holds a number of its own: those come from the tables.  (95 % is
# the method's, and %.2f no number.)
typed() {
	! grep -nE "eval (SUB)?TITLE[(].*'[^']*[0-9][^']*'" plots/*.gp &&
	for chart in $(sh plots/draw.sh names) counts; do
		awk -v name="$chart" '{
			gsub(/95 %|%[.0-9]*[a-z]|\\[0-9]+/, "")
			gsub(/"[a-z]+_B"|"\//, "")
			while (match($0, /"[^"]*"/)) {
				s = substr($0, RSTART, RLENGTH)
				if (s ~ /[0-9]/) {
					print name ".awk:" FNR ": " s
					bad = 1
				}
				$0 = substr($0, RSTART + RLENGTH)
			}
		} END { exit bad }' "plots/$chart.awk" || return
	done
}
slow='if (table == "time") for (i = 8; i <= 12; i++) $i *= 1000'

# missing WHAT - without it, is a chart's place taken by a note that says so?
missing() {
	spoiled time.tsv grep -v "$2" && sh bench/seal.sh make "$work/bad" &&
		RUN=$work/bad sh plots/draw.sh dumb >"$work/said" 2>&1
	grep -q "Nothing to draw: $1 has not been measured" "$work/said"
}

for kind in stackless stackful; do
	check "$kind: the library counts n + 1 resumptions" counted $kind
done
check 'a small run ends well' run
check 'README.md describes each column of each table' described
if command -v valgrind >/dev/null 2>&1; then
	check 'callgrind and the library count n + 1 resumptions' exact
else
	skip 'counts by callgrind' valgrind
fi
if [ -r /proc/self/smaps_rollup ]; then
	check 'what generators hold is seen, and who cannot be so many' held
else
	skip 'what generators hold' /proc/self/smaps_rollup
fi
check 'a loader at work is seen, and does not load too far ahead' worked
check 'shuffled items end up where the reference has them' same_places
check 'a contender without its interpreter does not enter' uninstalled
check "README.md's contender enters itself" example
if [ -x "$programs/gbench-1" ]; then
	check 'a peer that cannot be built is skipped by name' absent
	if command -v python3 >/dev/null 2>&1; then
		check 'an interpreter is timed by its own clock' elsewhere
		check 'a slow contender enters only where asked for' slow
	else
		skip 'an interpreter' python3
	fi
	check 'threads that overlap are timed by the clock' clocked
	check 'the environment of a run is recorded' recorded
	check 'all contenders answer alike and are timed' complete
	check 'one process is not enough for any verdict' silent
	check 'a target is met, missed, or not told; all are shown' reached
	check 'each target names contenders, and an n of theirs' spelled
	check 'a wrong answer fails the run, by name, and is not timed' liar
	check 'a loop that is 10 % slower is never called faster' planted
	check 'an interrupted run leaves what it finished' interrupted
	check 'every reader refuses a run with a file cut short' cut_short
	check 'every reader refuses a run with an edited file' edited
	check 'every reader refuses a run with a file gone' gone
	check 'every reader refuses a run with a file more' added
	check 'every reader refuses a run with another list' unlisted
	check 'a run that was cut short makes no sentence of nothing' partial
	check 'no two processes need be alike' shuffled
	check 'every program refuses a table that is cut short' programs_refuse
	check 'a chart without data says so' missing batch/eager '^batch'
else
	skip 'timing' 'g++ or libbenchmark-dev'
fi
check 'no title is typed by hand' typed
check 'no crossover is claimed where lazy always wins' \
	told "$(verdicts faster 0.5 0)" crossover_title \
	'Lazy is faster than a list at every N'
check 'nor where the list always wins' \
	told "$(verdicts slower 2 0)" crossover_title \
	'A list is faster than lazy at every N'
check 'without a verdict, a title says so, and why' \
	told "$(verdicts none 2 1.5)" crossover_title \
	'No verdict between a list and lazy: host too busy'
check 'so does that of a search' told "$(verdicts none 2 1.5)" early_title \
	'First match: no verdict: host too busy'
check 'only an interval within the noise is called the same' \
	told "$(verdicts none 1 0.001)" crossover_title \
	'the same time within the noise at every N'
check 'no difference is real without a verdict' \
	told "$(verdicts none 2 1.5)" verdict_title '0 of'
check 'a value costs the same where intervals agree' \
	told "$alike" cost_title 'with or without a stack'
check 'nothing is said of batches where nothing is known' \
	told "$wide" batch_title 'No verdict on batches'
check 'nor of batches that are alike' \
	told "$alike" batch_title 'no difference beyond the noise'
check 'a way is longer by what pairs say' \
	told "$(verdicts slower 3 0)" nest_title '3.0× as long as from one'
check 'and no ratio is told without a verdict' \
	told "$(verdicts none 3 2.5)" nest_title 'deep, .* from one"'
check 'a title follows the numbers' told "$slow" cost_title 'value in .* µs'
echo "1..$number"
exit $failed
