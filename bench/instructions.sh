#!/bin/sh
# SPDX-License-Identifier: MIT
#
# instructions.sh - how many instructions does an item cost?  TAP.
#
#	instructions.sh BUILD		as many as instructions.tsv says?
#	instructions.sh BUILD renew	write that file
#
# Callgrind counts exactly, on a busy machine too, so that a change of 2 % is
# one of the code, for better or for worse.  Other compilers, flags and
# libraries make other code: the first line of instructions.tsv says which its
# numbers are of, and there are no results with any other.

export LC_ALL=C
table=bench/instructions.tsv
kernels='
	resume direct 1000	resume stackless 1000	resume stackless-apart 1000
	resume stackful 1000	create stackless 100	create stackful 100
	tree stackless 1000	tree stackful 1000	tree delegate 1000
	nest stackless 10	nest stackful 10	depth stage 4
	batch stage 16		rows lines 1048576	load loader 256
	epoch loader 10'

dir=$(mktemp -d) || exit
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' INT TERM

# What the numbers depend on.  (The C library chooses its memchr() by the CPU.)
made_of() {
	echo "# $($CC --version | head -n 1); $($CC -dumpmachine);" \
		"$(getconf GNU_LIBC_VERSION)$(grep -om 1 ' avx2 ' /proc/cpuinfo)" \
		"; $CFLAGS" | tr -s ' '
}

# counted - "KERNEL	INSTRUCTIONS PER ITEM" for each.
counted() {
	# shellcheck disable=SC2086 # words
	valgrind -q --tool=callgrind --callgrind-out-file="$dir/calls" \
		--collect-atstart=no "$1/bench/instructions" $kernels \
		>"$dir/items" || return
	awk 'FILENAME == ARGV[1] { items[$1] = $2; order[++n] = $1; next }
		/^desc: Trigger: Client Request: / { kernel = $NF }
		/^(totals|summary):/ { total[kernel] = $2 }
		END {
			for (i = 1; i <= n; i++)
				printf "%s\t%.2f\n", order[i],
					total[order[i]] / items[order[i]]
		}' "$dir/items" "$dir"/calls.*
}

if ! counted "$1" >"$dir/now"; then
	echo 'not ok 1 - callgrind counts'
	exit 1
fi
made_of >"$dir/made_of"
if [ "$2" = renew ]; then
	cat "$dir/made_of" "$dir/now" >$table
	exit
fi
if ! head -n 1 $table | cmp -s - "$dir/made_of"; then
	head -n 1 $table | sed 's/^# /# The numbers are of /'
	echo "1..0 # SKIP $(cat "$dir/made_of")"
	exit 77
fi
awk -F '\t' '/^#/ { next }
	FNR == NR { was[$1] = $2; next }
	{
		change = was[$1] ? $2 / was[$1] - 1 : 1
		bad = change > 0.02 || change < -0.02
		printf "%sok %d - %s: %s instructions per item\n",
			bad ? "not " : "", ++n, $1, $2
		if (bad)
			printf "# were %s.  If that is meant: " \
				"make bench-instructions\n", was[$1]
		failed += bad
	}
	END { print "1.." n; exit failed > 0 }' $table "$dir/now"
