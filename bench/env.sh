#!/bin/sh
# SPDX-License-Identifier: MIT
#
# env.sh - where numbers come from: this machine, as JSON, one key a line.
#
#	CC=gcc CFLAGS=-O2 PROBE=... env.sh MODE
#	env.sh steal	ticks that the host has given to others so far
#
# What cannot be found out is "unknown".  PROBE is what probe.c prints.

entry() {
	printf '%s  "%s": "%s"' "$comma" "$1" "$(
		printf '%s' "${2:-unknown}" | tr -d '\n' |
		sed 's/["\\]/\\&/g; s/[[:space:]]\{1,\}/ /g')"
	comma=',
'
}

first_line() {
	"$@" 2>/dev/null | sed -n 1p
}

cpu() {
	awk -F ': ' '/^model name/ { print $2; exit }' /proc/cpuinfo \
		2>/dev/null || sysctl -n machdep.cpu.brand_string 2>/dev/null
}

ram() {
	awk '/^MemTotal/ { printf "%.0f", $2 * 1024 }' /proc/meminfo \
		2>/dev/null || sysctl -n hw.memsize 2>/dev/null
}

file() {
	sed -n 1p "$1" 2>/dev/null
}

# Instructions and cycles, which few virtual machines show.
have_counters() {
	[ -r /proc/sys/kernel/perf_event_paranoid ] &&
		ls /sys/bus/event_source/devices 2>/dev/null |
		grep -q '^cpu' && echo yes || echo no
}

package() {
	dpkg-query -f '${Version}' -W "$1" 2>/dev/null
}

changes() {
	git rev-parse --short HEAD >/dev/null 2>&1 &&
		git status --porcelain 2>/dev/null | wc -l | tr -d ' '
}

steal() {
	awk '/^cpu / { print $9 }' /proc/stat 2>/dev/null
}

# probe K - the K-th number of the probe.
probe() {
	printf '%s' "${PROBE:-}" | cut -f $1
}

if [ "$1" = steal ]; then
	steal
	exit
fi
sys=/sys/devices/system
comma=
printf '{\n'
entry date "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
entry mode "$1"
entry processes ""
entry duels ""
entry interrupted ""
entry seconds ""
entry known_canary_ns "${BENCH_CANARY:-}"
entry canary_ns ""
entry canary_spread "$(probe 1)"
entry preempted_per_ms "$(probe 2)"
entry wall_per_cpu "$(probe 3)"
entry steal_before "$(steal)"
entry steal_after ""
entry cpu "$(cpu)"
entry cpus "$(getconf _NPROCESSORS_ONLN)"
entry virtual "$(grep -q '^flags.* hypervisor' /proc/cpuinfo 2>/dev/null &&
	echo yes || echo no)"
entry hardware_counters "$(have_counters)"
entry governor "$(file $sys/cpu/cpu0/cpufreq/scaling_governor)"
entry ram_B "$(ram)"
entry thp "$(file /sys/kernel/mm/transparent_hugepage/enabled |
	sed 's/.*\[\(.*\)\].*/\1/')"
entry aslr "$(file /proc/sys/kernel/randomize_va_space)"
entry clocksource "$(file \
	$sys/clocksource/clocksource0/current_clocksource)"
entry load "$(cut -d ' ' -f 1-3 /proc/loadavg 2>/dev/null)"
entry system "$(uname -sm)"
entry kernel "$(uname -r)"
entry libc "$(first_line getconf GNU_LIBC_VERSION)"
entry compiler "$(first_line "${CC:-cc}" --version)"
entry cflags "$CFLAGS"
entry cxx "$(first_line "${CXX:-c++}" --version)"
entry revision "$(first_line git rev-parse --short HEAD)"
entry changed_files "$(changes)"
entry valgrind "$(first_line valgrind --version)"
entry benchmark "$(package libbenchmark1.7.1 || package libbenchmark1 ||
	package libbenchmark-dev)"
entry python "$(first_line python3 --version)"
entry lua "$(first_line lua5.4 -v)"
entry gnuplot "$(first_line gnuplot --version)"
printf '\n}\n'
