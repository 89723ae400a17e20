#!/bin/sh
# SPDX-License-Identifier: MIT
#
# peer.sh - compile a contender in C++, or skip it by name.
#
#	peer.sh OBJECT SOURCE COMPILER FLAGS...
#
# A header or a library that is missing is no error: the object is then empty,
# and one line says what is not measured.  A library is named in SOURCE by a
# line "// Library: NAME"; OBJECT.libs becomes what the linker is to be told.

object=$1 source=$2
shift 2
libs=$(sed -n 's,^// Library: ,-l,p' "$source")
mkdir -p "${object%/*}"
echo "$libs" >"$object.libs"
if ! command -v "$1" >/dev/null; then
	why="no $1"
elif ! "$@" -E "$source" >/dev/null 2>"$object.said"; then
	why=$(sed -n 's/.*error: //p' "$object.said" | head -n 1)
elif ! echo 'int main() { }' |
		"$1" -x c++ - $libs -o "$object.said" 2>/dev/null; then
	why="no library ${libs#-l}"
else
	rm -f "$object.said"
	printf '  %-4s %s\n' CXX "$source ($1)"
	exec "$@" -c -o "$object" "$source"
fi
rm -f "$object.said"
echo >"$object.libs"
echo "  skip $source: ${why:-it cannot be compiled}"
echo 'extern int no_peer;' | ${CC:-cc} -x c - -c -o "$object"
