#!/bin/sh
# SPDX-License-Identifier: MIT
#
# seal.sh - are a run's files still as they were measured?
#
#	seal.sh make FOLDER	leave FOLDER/checksums
#	seal.sh check FOLDER	exit 1, and say which file is not
#
# Everything that reads results asks first: a number that somebody has changed,
# or a table that was cut short on its way, shall not become a chart.  The last
# line of the list is the checksum of those before it.

set -u
cd "$2" || exit 1

make() {
	rm -f checksums
	cksum *.tsv *.json >list.part &&
		{ cat list.part; cksum <list.part; } >checksums.part &&
		mv checksums.part checksums
	status=$?
	rm -f list.part checksums.part
	return $status
}

wrong() {
	echo "$folder/$1: not as it was measured: $2; measure again" >&2
	status=1
}

check() {
	if [ ! -s checksums ]; then
		echo "$folder: no checksums: not a finished run" >&2
		return 1
	fi
	if [ "$(sed '$d' checksums | cksum)" != "$(sed -n '$p' checksums)" ]
	then
		wrong checksums 'it was cut short or edited'
		return 1
	fi
	status=0
	sed '$d' checksums >"$list"
	while read -r sum size file; do
		if [ ! -f "$file" ]; then
			wrong "$file" 'it is gone'
		elif [ "$(wc -c <"$file")" -lt "$size" ]; then
			wrong "$file" 'it is cut short'
		elif [ "$(cksum <"$file")" != "$sum $size" ]; then
			wrong "$file" 'it was edited'
		fi
	done <"$list"
	for file in *.tsv *.json; do
		grep -q " $file\$" "$list" || wrong "$file" 'it was added'
	done
	return $status
}

folder=$2
case $1 in
make) make ;;
check)
	list=$(mktemp) && trap 'rm -f "$list"' EXIT
	check ;;
esac
