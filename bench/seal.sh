#!/bin/sh
# SPDX-License-Identifier: MIT
#
# seal.sh - are a run's files still as they were measured?
#
#	seal.sh make FOLDER	leave FOLDER/checksums
#	seal.sh check FOLDER	exit 1, and say which file is not
#
# Everything that reads results asks first: a number that somebody has changed,
# or a table that was cut short on its way, shall not become a chart.

set -u
cd "$2" || exit 1
case $1 in
make)
	rm -f checksums
	cksum *.tsv *.json >checksums ;;
check)
	if [ ! -s checksums ]; then
		echo "$2: no checksums: not a finished run" >&2
		exit 1
	fi
	status=0
	while read -r sum size file; do
		if [ ! -f "$file" ]; then
			now='it is gone'
		elif [ "$(wc -c <"$file")" -lt "$size" ]; then
			now='it is cut short'
		elif [ "$(cksum <"$file")" = "$sum $size" ]; then
			continue
		else
			now='it was edited'
		fi
		echo "$2/$file: not as it was measured: $now; measure again" >&2
		status=1
	done <checksums
	exit $status ;;
esac
