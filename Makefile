# Lazy C - generators in C.  `make help` lists what can be typed.
#
# One make process.  Each folder owns a part (lib/lib.mk, ...) that uses the
# names defined here, and LIB; what else a part defines begins with its name
# and a dot, and is its own.

-include config.mk

MODE ?= release
ifeq ($(origin CC),default)
CC := $(shell command -v gcc >/dev/null && echo gcc || echo cc)
endif
clang := $(findstring clang,$(CC) $(shell $(CC) --version 2>/dev/null))

# Modes, compilers and backends live side by side: build/asan-clang-ucontext.
compiler := $(patsubst %-linux-gnu-gcc,%,$(filter-out gcc cc,\
	$(notdir $(firstword $(CC)))))
# (The B of make bench-compare A=RUN B=RUN is another, and kept for it.)
bench.b := $(if $(filter command,$(origin B)),$(B))
override B := build/$(MODE)$(compiler:%=-%)$(GEN_SWITCH:%=-%)

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wundef -Wvla \
	-Wwrite-strings -Wstrict-prototypes -Wmissing-prototypes
WARN.gcc := $(WARN) -Wjump-misses-init
# Valgrind 3.19 cannot read the DWARF 5 that clang writes.
DEBUG := $(if $(clang),-gdwarf-4,-g)

mode.release := -O2
mode.debug := -Og -DGEN_DEBUG
mode.asan := -O1 -fno-omit-frame-pointer
mode.tsan := -O1
mode.census := -O2 -DGEN_CENSUS
# What else people compile with: see check-flags.  From -O1 on no frame pointer
# is the default; hardened is as distributions build their packages.
mode.O0 := -O0
mode.O1 := -O1
mode.O3 := -O3
mode.Os := -Os
mode.native := -O3 -march=native
mode.lto := -O2 -flto$(if $(clang),,=auto)
mode.omit := -O0 -fomit-frame-pointer
mode.frame := -O2 -fno-omit-frame-pointer
mode.cet := -O2 -fcf-protection
mode.hardened := -O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 \
	-fstack-protector-strong -fstack-clash-protection
sanitize.asan := -fsanitize=address,undefined -fno-sanitize-recover=undefined
sanitize.tsan := -fsanitize=thread
switch.ucontext := -DGEN_SWITCH_UCONTEXT
$(if $(mode.$(MODE)),,$(error MODE is release, debug, asan, tsan or census; \
	Makefile has more))
$(if $(GEN_SWITCH:ucontext=),$(error GEN_SWITCH is ucontext, or empty))

# What is compiled or linked depends on $(FLAGS), a file that is new when the
# flags are, or when Valgrind's header or libcsv is, and adds itself to DEPS.
FLAGS := $(B)/flags
flags = $(COMPILE) $(LDFLAGS) $(lib.csv) \
	$(wildcard /usr/include/valgrind/memcheck.h)
SANITIZE = $(sanitize.$(MODE))
# backtrace() needs tables: the default on most CPUs, and not on riscv64.
CODE = $(mode.$(MODE)) $(DEBUG) -fasynchronous-unwind-tables $(SANITIZE)
COMPILE = $(CC) -std=gnu17 $(if $(clang),$(WARN),$(WARN.gcc)) \
	$(if $(WERROR),-Werror) $(CODE) $(switch.$(GEN_SWITCH)) \
	-Ilib/include $(CPPFLAGS) $(CFLAGS)
DEP = -MMD -MP -MF $@.d -MT $@
LINK = $(CC) $(CODE) $(LDFLAGS)

# V=1 shows commands; otherwise each has a line of its own: $(say) CC $<.
Q := $(if $(V),,@)
say = @mkdir -p $(@D); $(line)
line = $(if $(V),:,printf '  %-4s %s\n')
# $(parallel) target: a make that uses every core, unless one already does.
parallel = $(MAKE) $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(JOBS))
JOBS = $(shell nproc 2>/dev/null || getconf _NPROCESSORS_ONLN)
# $(call next,make 01): the last line of a target; not amid `make course`.
next = @$(if $(COURSE),:,printf '\nNext:  %s\n' '$(subst ','\'',$1)')

MAKEFLAGS += --no-builtin-rules --no-print-directory
.DELETE_ON_ERROR:
.PHONY: all programs course help clean dist deps deps-check deps-full FORCE

all: ## build the library and the lessons
	@$(parallel) programs
	$(call next,make 01)

course: ## everything: set up, build, run the lessons, measure, draw
	@sh .ci/deps course
	@printf 'building library and lessons '; start=$$(date +%s); \
	$(parallel) line='printf .; :' programs && \
	echo " $$(($$(date +%s) - start)) s"
	@for step in lessons bench report; do \
		$(MAKE) COURSE=1 $$step || failed="$$failed $$step"; done; \
	printf '\nOpen:  build/report/index.html\nNext:  make 01\n'; \
	[ -z "$$failed" ] || { echo "failed:$$failed"; exit 1; }

include lib/lib.mk assets/assets.mk lessons/lessons.mk
include bench/bench.mk plots/plots.mk
include tests/tests.mk

programs: $(LIB) $(lessons.bin) | $(assets.log) $(assets.digits)

$(FLAGS): FORCE
	@mkdir -p $(@D)
	@echo '$(flags)' | cmp -s - $@ || echo '$(flags)' >$@
	@command -v $(firstword $(CC)) >/dev/null || \
		{ echo 'no C compiler: install gcc, or type  make deps'; exit 1; }

# What git tracks, as it is here; in a tarball, all but what was built.  Order,
# owners, modes and times are fixed, so that a commit gives the same bytes each
# time, and so does what was unpacked from them.  (GNU tar, for --sort and the
# like; DIST is where it goes.)
DIST ?= build/dist
dist := lazy-c-$(lib.version)
dist: ## build/dist/lazy-c-VERSION.tar.gz, for those without git
	$(Q)mkdir -p $(DIST)
	$(Q)if [ -e .git ]; then git ls-files -z; else find . -path ./build -prune \
		-o ! -path ./config.mk ! -type d -print0; fi >$(DIST)/files
	$(Q)time=./Makefile; if [ -e .git ]; then \
		time=@$$(git log -1 --format=%ct) || exit 1; fi; \
	sed -z 's|^\./||' $(DIST)/files | LC_ALL=C sort -z | \
	tar --create --null --files-from=- --format=ustar \
		--transform='flags=r;s|^|$(dist)/|' --mtime="$$time" \
		--owner=0 --group=0 --numeric-owner --mode=a+rX,u+w,go-w \
		>$(DIST)/$(dist).tar
	$(Q)gzip -9 -n -f $(DIST)/$(dist).tar && rm $(DIST)/files
	$(call next,tar -xzf $(DIST)/$(dist).tar.gz && make -C $(dist) check)

deps: ## install what make course uses
	@sh .ci/deps course
	$(call next,make course)
deps-check: ## install what make check adds (clang, cmocka)
	@sh .ci/deps course check
deps-full: ## install what only make check-deep and later work use
	@sh .ci/deps course check full

clean: ## remove everything that was built, and measured
	rm -rf build

help: ## this list
	@awk -F ':.*## ' '/^#? ?[^\t#:=]+:.*## / { sub(/^# /, "", $$1); \
		printf "make %-15s %s\n", $$1, $$2 }' \
		$(filter-out config.mk,$(filter Makefile %.mk,$(MAKEFILE_LIST)))
	@echo 'With: MODE=release|debug|asan|tsan|census CC=clang GEN_SWITCH=ucontext V=1'

-include $(DEPS)
