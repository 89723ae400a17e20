# The tests.  `make check` takes a fixed sample of what is slow; `make
# check-deep` takes everything.
#
# To add a suite X, in this or another part, `make check-X` then running it:
#   SUITES += X
#   suite.X.needs  what to build first, as DIR/TARGET: asan/unit for MODE=asan
#   suite.X.rows   'NAME | TOOLS | COMMAND'..., as tests/run wants them; others
#                  run beside it, so it has files and folders of its own
#   deep.X.needs, deep.X.rows   what check-deep adds to them

# The longest row comes first, so that none goes on long after all others.
SUITES += pages unit lessons twins includes refuse conformance

# A directory's name tells how it was built (asan-clang-ucontext), what tools
# that takes, and under what its programs run.
tests.cpus := aarch64 riscv64
tests.cpu = $(strip $(foreach c,$(tests.cpus),$(findstring $c,$1)))
tests.cc = $(or $(findstring clang,$1),$(findstring musl-gcc,$1),\
	$(addsuffix -linux-gnu-gcc,$(tests.cpu)),gcc)
tests.make = $(MAKE) -kj$(JOBS) $(MAKEOVERRIDES) \
	MODE=$(firstword $(subst -, ,$(1:/=))) CC=$(tests.cc) \
	GEN_SWITCH=$(findstring ucontext,$1)
tests.tools = $(tests.cc) $(and $(findstring clang,$1),$(filter asan% tsan%,$1),\
	clang-rt) $(foreach c,$(tests.cpu),$c-libc qemu-$c)
# TSan wants memory at fixed places, which random addresses may have taken.
tests.under = $(if $(filter tsan%,$1),$$(setarch -R true && echo setarch -R)) \
	$(foreach c,$(tests.cpu),qemu-$c -L /usr/$c-linux-gnu)
tests.memcheck := valgrind -q --error-exitcode=9 --leak-check=full

include tests/grader/grader.mk

# ---- unit: each tests/test-*.c is a program, with cmocka ----

tests.names := $(patsubst tests/%.c,%,$(wildcard tests/test-*.c))
tests.bin := $(tests.names:%=$(B)/tests/%)
DEPS += $(tests.bin:=.d)

# What another CPU's programs read is not drawn by one of them.
.PHONY: unit digits
unit: $(tests.bin) | $(if $(call tests.cpu,$(CC)),,digits)
digits: $(assets.digits)

# For another CPU or C library cmocka is compiled here: tests/cmocka says why.
tests.source = $(or $(call tests.cpu,$1),$(findstring musl,$1))
tests.cmocka := $(if $(call tests.source,$(CC)),$(B)/tests/cmocka.o)

$(B)/tests/test-%: tests/test-%.c $(LIB) $(FLAGS) $(tests.cmocka)
	$(say) CC $<
	$(Q)$(COMPILE) $(tests.cmocka:%=-isystem build/cmocka/include) $(DEP) -o \
		$@ $< $(LIB) $(LDFLAGS) $(or $(tests.cmocka),-lcmocka) \
		$(lib.csv) -pthread

$(B)/tests/cmocka.o: build/cmocka/src/cmocka.c $(FLAGS)
	$(say) CC $<
	$(Q)$(CC) $(CODE) -w -DHAVE_SIGNAL_H -DHAVE_STRINGS_H -DHAVE_SNPRINTF \
		-DHAVE_VSNPRINTF -DHAVE_STRSIGNAL -DHAVE_SIGLONGJMP \
		-DHAVE_STRUCT_TIMESPEC -DHAVE_CLOCK_REALTIME -DHAVE_INTTYPES_H \
		-DHAVE_GCC_THREAD_LOCAL_STORAGE=1 -Ibuild/cmocka/include -c -o $@ $<
build/cmocka/src/cmocka.c:
	$(Q)tests/cmocka

# What tests the inside may look inside.
$(B)/tests/test-impl-%: private CPPFLAGS += -Ilib/src

tests.dirs := release release-clang release-ucontext debug asan tsan
tests.all := $(foreach m,release debug asan tsan,\
	$m $m-ucontext $m-clang $m-clang-ucontext)
# $(call tests.unit,DIRS) all of them, $(call tests.unit,DIRS,TESTS) these.
tests.unit = $(foreach d,$1,$(foreach t,$(or $2,$(tests.names)),\
	'unit $d | $(if $(call tests.source,$d),cmocka-source,cmocka) \
	$(call tests.tools,$d) | \
	$(call tests.under,$d) build/$d/tests/$t'))
tests.unit.memcheck = $(foreach t,$(or $2,$(tests.names)),'memcheck $1 | \
	cmocka valgrind | $(tests.memcheck) build/$1/tests/$t')
# Those in which threads share something.
tests.threads := test-threads $(filter-out test-loader-digits \
	test-loader-lines,$(filter test-loader-%,$(tests.names)))
tests.unit.helgrind = $(foreach d,$1,$(foreach t,$(or $2,$(tests.threads)),\
	'helgrind $d | cmocka valgrind | valgrind -q --tool=helgrind \
	--error-exitcode=9 build/$d/tests/$t'))

# In make check another switch or compiler is for the engine alone; and what is
# slow under a tool, for the engine and the heart of loaders.
tests.again := release-clang release-ucontext
tests.engine := $(filter-out test-loader-% test-dataset-% test-impl-order,\
	$(tests.names))
tests.heart := $(tests.engine) test-loader-batches test-loader-errors \
	test-loader-workers
# What the checks of GEN_DEBUG and ThreadSanitizer's fibers have to do with.
tests.fibers := $(addprefix test-,switch close throw yield-from reentry free \
	delegation-chain threads loader-workers debug misuse stack small)
tests.rest = $(filter-out $1,$(tests.names))

.PHONY: engine fibers
engine: $(tests.engine:%=$(B)/tests/%)
fibers: $(tests.fibers:%=$(B)/tests/%)

# With clang all are compiled, for its warnings.
suite.unit.needs := release/unit release-clang/unit asan/unit \
	release-ucontext/engine debug/fibers tsan/fibers
suite.unit.rows = $(call tests.unit,release asan) \
	$(call tests.unit,$(tests.again),$(tests.engine)) \
	$(call tests.unit,debug tsan,$(tests.fibers)) \
	$(call tests.unit.memcheck,release,$(tests.heart)) \
	$(call tests.unit.helgrind,release,test-threads test-loader-workers)
deep.unit.needs := $(tests.all:=/unit)
deep.unit.rows = $(call tests.unit,$(filter-out $(tests.dirs),$(tests.all))) \
	$(call tests.unit,$(tests.again),$(call tests.rest,$(tests.engine))) \
	$(call tests.unit,debug tsan,$(call tests.rest,$(tests.fibers))) \
	$(call tests.unit.memcheck,release,$(call tests.rest,$(tests.heart))) \
	$(call tests.unit.memcheck,release-ucontext) \
	$(call tests.unit.helgrind,release release-ucontext) \
	'a million stacks | alone cmocka gcc | \
	awk "/^MemAvailable/ { exit \$$2 < 6e6 }" /proc/meminfo || exit 77; MILLION=1 build/release/tests/test-stack'

# ---- lessons against their transcripts, and those against the twins ----

tests.slugs = $(patsubst lessons/%.c,%,$(lessons.src))
tests.lessons = $(foreach d,$1,$(foreach l,$(tests.slugs),'lessons $d | \
	$(call tests.tools,$d) | tests/lesson transcript $l build/$d'))

suite.lessons.needs := release/programs
suite.lessons.rows = $(call tests.lessons,release) \
	'lessons refuse | | tests/lesson refusal build/release' \
	'lessons, an odd file | python3 | tests/lesson odd build/release' \
	'lessons, an invented task | gcc | tests/lesson invented build/release'
deep.lessons.needs := $(addsuffix /programs,release-clang release-ucontext debug)
deep.lessons.rows = $(call tests.lessons,$(patsubst %/,%,$(dir $(deep.lessons.needs))))
suite.twins.needs := release/programs
suite.twins.rows = $(foreach l,$(tests.slugs),\
	'twins | python3 | tests/lesson twin $l')

# ---- what compiles alone, and what must not compile ----

suite.includes.needs := release/lib
suite.includes.rows = 'includes arrows | | tests/includes' \
	$(foreach c,gcc g++ clang clang++ musl-gcc,\
	'includes $c | $(c:clang++=clang) | tests/includes $c')
tests.refuse = 'refuse $1 | $1 | tests/refused $1 -std=gnu17 $2 -Ilib/include'
suite.refuse.rows = $(call tests.refuse,gcc,$(WARN.gcc)) \
	$(call tests.refuse,clang,$(WARN))

# ---- planted: do the tools find bugs, and where they are? ----

SUITES += planted
tests.plant := $(patsubst %.c,$(B)/%,$(wildcard tests/plant/*.c))
DEPS += $(tests.plant:=.d)

.PHONY: planted
planted: $(tests.plant)

$(B)/tests/plant/%: tests/plant/%.c $(LIB) $(FLAGS)
	$(say) CC $<
	$(Q)$(COMPILE) $(DEP) -o $@ $< $(LIB) $(LDFLAGS) -pthread

# $(call tests.planted,TOOL DIR...): valgrind's tools look at release builds.
tests.planted = $(foreach d,$2,'planted $1 $d | $(call tests.tools,$d) \
	$(and $(findstring release,$d),valgrind) | \
	tests/planted $1 build/$d/tests/plant $(call tests.under,$d)')
tests.variants = $1-ucontext $1-clang $1-clang-ucontext

suite.planted.needs := $(addsuffix /planted,release asan)
suite.planted.rows = $(call tests.planted,memcheck,release) \
	$(call tests.planted,asan,asan)
deep.planted.needs := tsan/planted $(foreach m,release asan tsan,\
	$(addsuffix /planted,$(call tests.variants,$m)))
deep.planted.rows = \
	$(call tests.planted,memcheck,$(call tests.variants,release)) \
	$(call tests.planted,helgrind,release $(call tests.variants,release)) \
	$(call tests.planted,asan,$(call tests.variants,asan)) \
	$(call tests.planted,tsan,tsan $(call tests.variants,tsan))

# ---- gdb: does it walk out of generators, and find those suspended? ----

SUITES += gdb

.PHONY: debuggee
debuggee: $(B)/tests/debuggee

DEPS += $(B)/tests/debuggee.d
$(B)/tests/debuggee: tests/debuggee.c $(LIB) $(FLAGS)
	$(say) CC $<
	$(Q)$(COMPILE) $(DEP) -o $@ $< $(LIB) $(LDFLAGS) -pthread

tests.gdb = 'gdb $1 | gdb $(call tests.tools,$1) | tests/debugged build/$1/tests'
suite.gdb.needs := release/debuggee
suite.gdb.rows = $(call tests.gdb,release)
deep.gdb.needs := release-clang/debuggee
deep.gdb.rows = $(call tests.gdb,release-clang)

# ---- profilers: do they find the body, and the way there? ----

SUITES += profilers

.PHONY: profilee
profilee: $(B)/tests/profilee

# With the library's sources: all of it must keep its frame pointers.
$(B)/tests/profilee: tests/profilee.c $(wildcard lib/src/*.c) $(LIB) $(FLAGS)
	$(say) CC $<
	$(Q)$(COMPILE) -fno-omit-frame-pointer -o $@ $(filter %.c,$^) $(LDFLAGS) \
		-pthread

tests.profiled = $(foreach t,perf valgrind,'$t $1 | $t $(call tests.tools,$1) | \
	tests/profiled $t build/$1/tests/profilee')
suite.profilers.needs := release/profilee
suite.profilers.rows = $(call tests.profiled,release)
deep.profilers.needs := release-clang/profilee
deep.profilers.rows = $(call tests.profiled,release-clang)

# ---- odd files: do all readers see the same lines? ----

SUITES += odd

.PHONY: odd
odd: $(B)/tests/odd $(lessons.bin)

DEPS += $(B)/tests/odd.d
$(B)/tests/odd: tests/odd.c $(LIB) $(FLAGS)
	$(say) CC $<
	$(Q)$(COMPILE) $(DEP) -o $@ $< $(LIB) $(LDFLAGS) -pthread

tests.odd = $(foreach d,$1,'odd $d | $(call tests.tools,$d) | \
	build/$d/tests/odd build/$d/lessons')
suite.odd.needs := release/odd
suite.odd.rows = $(call tests.odd,release)
# Not asan: its memmem() looks at all of a large output for every row of it.
deep.odd.needs := release-clang/odd release-ucontext/odd
deep.odd.rows = $(call tests.odd,release-clang release-ucontext)

# ---- the estimator, on runs of which the truth is known ----

SUITES += estimator

.PHONY: estimator
estimator: $(B)/tests/synthetic $(B)/bench/estimate

DEPS += $(B)/tests/synthetic.d
$(B)/tests/synthetic: tests/synthetic.c $(FLAGS)
	$(say) CC $<
	$(Q)$(COMPILE) $(DEP) -o $@ $< $(LDFLAGS)

suite.estimator.needs := release/estimator
suite.estimator.rows = 'estimator | gcc | tests/estimator build/release 24'
deep.estimator.rows = 'estimator | gcc | tests/estimator build/release 240'

# ---- the census of stacks ----

SUITES += census
tests.census := $(B)/tests/census

.PHONY: census
census: $(tests.census)

DEPS += $(tests.census).d
$(tests.census): tests/census.c $(LIB) $(FLAGS)
	$(say) CC $<
	$(Q)$(COMPILE) $(DEP) -o $@ $< $(LIB) $(LDFLAGS) -pthread

suite.census.needs := census/census
suite.census.rows = 'census | gcc | build/census/tests/census'
deep.census.needs := census-clang/census census-ucontext/census
deep.census.rows = $(foreach d,census-clang census-ucontext,'census $d | \
	$(call tests.tools,$d) | build/$d/tests/census')

# ---- ranks: many processes that share a dataset, by Open MPI ----

SUITES += mpi

.PHONY: mpi
mpi: $(B)/tests/mpi

DEPS += $(B)/tests/mpi.d
$(B)/tests/mpi: tests/mpi.c $(LIB) $(FLAGS)
	$(say) CC $<
	$(Q)$(COMPILE) $$(mpicc --showme:compile) $(DEP) -o $@ $< $(LIB) \
		$(LDFLAGS) $$(mpicc --showme:link) -pthread

# More ranks than cores are no mistake here, nor is being root.
tests.mpirun = mpirun --allow-run-as-root --oversubscribe -n
tests.mpi = $(foreach n,1 2 3 4,'mpi $1 | mpirun mpicc $(call tests.tools,$1) | \
	$(tests.mpirun) $n build/$1/tests/mpi')
suite.mpi.needs := release/mpi release/programs
suite.mpi.rows = $(call tests.mpi,release) \
	'mpi lesson | mpirun | [ "$$($(tests.mpirun) 4 build/release/lessons/26_sharding | \
	sort)" = "$$(sort lessons/expected/26_sharding.txt)" ] && \
	echo ok 1 - four times lesson 26 is what one prints'
deep.mpi.needs := release-clang/mpi debug/mpi
deep.mpi.rows = $(call tests.mpi,release-clang) $(call tests.mpi,debug)

# ---- exceptions in C++ bodies ----

SUITES += exceptions

.PHONY: exceptions
exceptions: $(B)/tests/exceptions

DEPS += $(B)/tests/exceptions.d
$(B)/tests/exceptions: tests/exceptions.cc $(LIB) $(FLAGS)
	$(say) CXX $<
	$(Q)$(if $(clang),clang++,g++) -std=c++17 -Wall -Wextra -Wpedantic \
		$(if $(WERROR),-Werror) $(CODE) $(switch.$(GEN_SWITCH)) \
		-Ilib/include $(CPPFLAGS) $(DEP) -o $@ $< $(LIB) $(LDFLAGS) -pthread

tests.exceptions = $(foreach d,$1,'exceptions $d | g++ $(call \
	tests.tools,$d) | $(call tests.under,$d) build/$d/tests/exceptions')
suite.exceptions.needs := release/exceptions asan/exceptions
suite.exceptions.rows = $(call tests.exceptions,release asan)
deep.exceptions.needs := $(addsuffix /exceptions,release-clang asan-clang tsan \
	debug release-ucontext)
deep.exceptions.rows = $(call tests.exceptions,release-clang asan-clang tsan \
	debug release-ucontext)

# ---- is the layout that of .clang-format? ----

SUITES += format
suite.format.rows = 'format | clang-format | clang-format -n --Werror \
	$(wildcard $(addsuffix /*.[ch],lib/src lib/include lib/include/generator \
	lib/include/generator/switch lessons bench bench/* tests \
	tests/conformance tests/consumer tests/fuzz tests/plant assets \
	tests/grader tests/grader/forgeries lessons/assignments/* \
	tests/assignments/*) \
	bench/*.cc bench/*.hh bench/*/*.cc bench/*/*.hh \
	tests/*.cc tests/consumer/*.cc) && echo ok 1 - every source has it'

# ---- conformance: programs of which CPython's traces are known ----

CASES ?= $(wildcard tests/conformance/*.txt)
tests.conformance.obj := $(patsubst tests/conformance/%.c,\
	$(B)/tests/conformance-%.o,$(wildcard tests/conformance/*.c))
DEPS += $(tests.conformance.obj:=.d)

.PHONY: conformance oracle
oracle: $(B)/tests/conformance

$(B)/tests/conformance-%.o: tests/conformance/%.c $(FLAGS)
	$(say) CC $<
	$(Q)$(COMPILE) $(DEP) -c -o $@ $<

$(B)/tests/conformance: $(tests.conformance.obj) $(LIB)
	$(say) LD $@
	$(Q)$(LINK) -o $@ $^ -pthread

conformance: $(B)/tests/conformance ## programs in CASES=FILE, as CPython runs them; DRAW=N random ones
	@case '$(DRAW)' in '') ;; \
	*[!0-9]*) echo 'DRAW is a number: make conformance DRAW=1000'; exit 1 ;; \
	*) $< --draw $(DRAW) ;; esac
	@for way in --stackful --stackless; do for cases in $(CASES); do \
		$< $$way $$cases || failed=1; done; done; [ -z "$$failed" ]

tests.both = $(foreach f,$(CASES),$(foreach w,--stackful --stackless,\
	'$1 | $2 | $3 $w $f'))
tests.conformance = $(foreach d,$1,$(call tests.both,conformance $d,$(call \
	tests.tools,$d),$(call tests.under,$d) build/$d/tests/conformance))
# Without Python: on how many random programs do the kinds agree?
tests.drawn = 'drawn programs $1 | $(call tests.tools,$1) | \
	build/$1/tests/conformance --draw $2'

suite.conformance.needs := release/oracle asan/oracle
suite.conformance.rows = $(call tests.conformance,release asan) \
	$(call tests.drawn,release,100000) $(call tests.drawn,asan,5000)
deep.conformance.needs := $(tests.all:=/oracle)
deep.conformance.rows = $(call tests.conformance,$(filter-out release asan,\
	$(tests.all))) $(foreach d,$(filter-out release asan,$(tests.all)),\
	$(call tests.drawn,$d,20000)) $(call tests.both,memcheck conformance,valgrind,\
	$(tests.memcheck) build/release/tests/conformance)

# ---- fuzzed: libFuzzer, with AddressSanitizer and UBSan ----

SUITES += fuzz
tests.fuzz := $(B)/tests/fuzz-lines $(B)/tests/fuzz-programs
tests.fuzzer = $(if $(clang),,$(error libFuzzer is a part of clang: \
	make fuzz CC=clang))$(COMPILE) -fsanitize=fuzzer,address,undefined \
	-fno-sanitize-recover=undefined -o $@ $(filter %.c,$^) -pthread

.PHONY: fuzz
fuzz: $(tests.fuzz) ## with CC=clang: let libFuzzer look for bugs, for SECONDS=N
	@for what in lines programs; do \
		tests/fuzzed $(B)/tests/fuzz-$$what $$what $(or $(SECONDS),60); \
	done
$(B)/tests/fuzz-lines: tests/fuzz/lines.c $(wildcard lib/src/*.c) $(FLAGS)
	$(say) FUZZ $@
	$(Q)$(tests.fuzzer)
$(B)/tests/fuzz-programs: tests/fuzz/programs.c $(wildcard lib/src/*.c) \
		$(filter-out %/main.c,$(wildcard tests/conformance/*.c)) $(FLAGS)
	$(say) FUZZ $@
	$(Q)$(tests.fuzzer)

.PHONY: fuzzers
fuzzers: $(tests.fuzz)
tests.fuzzed = $(foreach w,lines programs,'fuzz | clang clang-rt | \
	tests/fuzzed build/release-clang/tests/fuzz-$w $w $1')
suite.fuzz.needs := release-clang/fuzzers
suite.fuzz.rows = $(call tests.fuzzed,3)
deep.fuzz.rows = $(call tests.fuzzed,60)

# ---- what runs all these ----

SUITES += runner
suite.runner.rows = 'runner | | tests/ran'

# ---- what the documents name ----

SUITES += documented
suite.documented.needs := release/lib
suite.documented.rows = 'documented | | tests/documented'

# ---- what make install installs, used from outside the tree ----

SUITES += installed
suite.installed.needs := release/lib release/man
suite.installed.rows = 'installed | gcc | tests/installed build/release'
deep.installed.needs := release-ucontext/lib release-ucontext/man
deep.installed.rows = 'installed release-ucontext | gcc | \
	tests/installed build/release-ucontext'

# ---- the tarball ----

SUITES += dist
suite.dist.rows = 'dist | gcc | tests/dist'

# ---- the man pages ----

SUITES += manual
suite.manual.needs := release/man
suite.manual.rows = 'manual | | tests/manual build/release/lib'

# ---- the report, as its readers see it ----

# Charts are drawn one after another, by nothing that was built.
suite.pages.rows = 'pages | chromium gnuplot | \
	$(call tests.make,release) report && \
	tests/pages build/report/index.html' \
	'pages | chromium gnuplot | tests/pages --selftest'

# ---- flags: all of what people compile with, for a switch that every compiler
# must get right, in check-deep; a sample in check ----

SUITES += flags
tests.flags := O0 O1 O3 Os native lto omit frame hardened \
	$(if $(filter x86_64,$(shell uname -m)),cet)
tests.flags := $(foreach m,$(tests.flags),$m $m-clang)
tests.flags.sample := native

.PHONY: switching
tests.switching := test-registers test-switch
switching: $(tests.switching:%=$(B)/tests/%) oracle

suite.flags.needs := $(tests.flags.sample:=/switching)
suite.flags.rows = $(call tests.unit,$(tests.flags.sample),$(tests.switching)) \
	$(call tests.conformance,$(tests.flags.sample))
tests.flags.rest := $(filter-out $(tests.flags.sample),$(tests.flags))
deep.flags.needs := $(tests.flags:=/unit) $(tests.flags:=/oracle)
deep.flags.rows = $(call tests.unit,$(tests.flags.rest)) \
	$(call tests.unit,$(tests.flags.sample),\
	$(filter-out $(tests.switching),$(tests.names))) \
	$(call tests.conformance,$(tests.flags.rest))

# ---- musl, a C library that has only what POSIX asks for ----

SUITES += musl
suite.musl.needs := release-musl-gcc/lib release-musl-gcc/oracle
suite.musl.rows = $(call tests.conformance,release-musl-gcc)
deep.musl.needs := release-musl-gcc/unit
deep.musl.rows = $(call tests.unit,release-musl-gcc)

# ---- other CPUs, under qemu-user: a suite for each, in check-deep alone ----

tests.cross = $(foreach m,release debug,$m-$1)
tests.cross.needs = release/digits \
	$(foreach d,$(tests.cross),$d/unit $d/oracle)
# One instruction at a time, QEMU has signals come within a switch, too.
tests.cross.step = $$(qemu-$1 -h | grep -om 1 -e -one-insn-per-tb -e -singlestep)
tests.cross.rows = $(call tests.unit,$(tests.cross)) \
	'stepping release-$1 | cmocka-source $(call tests.tools,$1) | \
	qemu-$1 $(tests.cross.step) -L /usr/$1-linux-gnu \
	build/release-$1/tests/test-registers' \
	$(call tests.conformance,$(tests.cross))
deep.aarch64.needs = $(call tests.cross.needs,aarch64)
deep.aarch64.rows = $(call tests.cross.rows,aarch64)
deep.riscv64.needs = $(call tests.cross.needs,riscv64)
deep.riscv64.rows = $(call tests.cross.rows,riscv64)

# ---- running them ----

# $(call tests.run,SUITES,suite deep): first the builds, each once, and alone,
# since they share folders and use every core.  By way of a file, since Linux
# passes no more than 128 KiB to a shell.
tests.build = 'build $1 | alone $(call tests.tools,$(dir $1)) \
	$(filter cmocka,$(tests.build.cmocka)) $(and $(filter %/mpi,$1),mpicc) | \
	$(filter tests/cmocka &&,$(tests.build.cmocka)) $(call tests.make,$(dir $1)) $(notdir $1) && echo ok 1 - $1'
tests.build.cmocka = $(if $(filter %/unit %/engine %/fibers %/switching,$1),\
	$(if $(call tests.source,$1),tests/cmocka &&,cmocka))
tests.rows = $(foreach n,$(sort $(foreach k,$2,$(foreach s,$1,\
	$($k.$s.needs)))),$(call tests.build,$n)) \
	$(foreach s,$1,$(foreach k,$2,$($k.$s.rows)))
tests.run = $(shell mkdir -p build)$(file >build/$@.sh,MAKE=$(MAKE) \
	JOBS=$(JOBS) exec tests/run $(call tests.rows,$1,$2))sh build/$@.sh

.PHONY: check check-deep $(SUITES:%=check-%) $(tests.cpus:%=check-%)
check: deps-check ## every suite, a sample of what is slow: some 5 minutes
	+@$(call tests.run,$(SUITES),suite)
check-deep: deps-check ## all of it: every mode, compiler and backend
	+@LIMIT=600 $(call tests.run,$(SUITES) $(tests.cpus),suite deep)
# check-unit ...: ## one suite alone: unit, lessons, twins, refuse ...
$(SUITES:%=check-%): check-%:
	+@$(call tests.run,$*,suite)
# check-aarch64: ## units and conformance for that CPU, in QEMU; check-riscv64
$(tests.cpus:%=check-%): check-%:
	+@LIMIT=600 $(call tests.run,$*,deep)
