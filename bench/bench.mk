# Measurements: build/results/DATE, and the report made from them.  What the
# contenders are is in bench.h, what the steps are in run.sh.

bench.kernels := $(wildcard bench/squares/*.c bench/rows/*.c)
bench.obj := $(patsubst %.c,$(B)/%.o,$(bench.kernels) bench/registry.c)
bench.counted := $(bench.obj:.o=-count.o)
bench.programs := $(addprefix $(B)/bench/,once once-count rss gbench)
bench.inputs := $(patsubst %,build/bench/input/%.log,\
	1048576 4194304 16777216 67108864)
bench.env = exec env BENCH_INPUT=build/bench/input CC='$(CC)' CXX='$(CXX)' \
	CFLAGS='$(strip $(CODE) $(CFLAGS))'
DEPS += $(patsubst %,%.d,$(bench.obj) $(bench.counted) \
	$(B)/bench/once.o $(B)/bench/once-count.o $(B)/bench/trial.o \
	$(B)/bench/memory.o $(B)/bench/liar.o $(B)/bench/rss $(B)/bench/gbench.o)
ifeq ($(origin CXX),default)
CXX := g++
endif

SUITES += bench
suite.bench.needs := release/bench.check
suite.bench.rows = 'bench | gcc | sh bench/smoke.sh build/release'

.PHONY: bench bench.build bench.check bench-smoke bench-reference report
bench: ## measure eager against lazy on this machine
	@$(parallel) bench.build
	$(Q)$(bench.env) sh bench/run.sh $(B) quick
	@[ ! -t 1 ] || sh plots/draw.sh dumb
	$(if $(COURSE),,$(Q)sh plots/draw.sh words)
	$(call next,make report)

bench-smoke: bench.check # is the harness honest?  TAP; part of make check
	$(Q)sh bench/smoke.sh $(B)

bench-reference: ## measure at length; becomes assets/results/reference
	@$(parallel) bench.build
	$(Q)$(bench.env) sh bench/run.sh $(B) reference
	$(Q)sh bench/keep.sh

report: plots.draw ## build/report/index.html: findings, charts, tables
	$(Q)sh bench/report.sh
	$(call next,see build/report/index.html)

# A sanitizer would be what is measured, and Valgrind does not stand it.
bench.build: $(bench.programs) $(bench.inputs)
	$(if $(SANITIZE),$(error measurements want MODE=release),@:)
bench.check: bench.build $(B)/bench/gbench-liar

# A contender is compiled twice: as its users would, and with every
# resumption a call that can be counted.
$(B)/bench/%-count.o: bench/%.c $(FLAGS)
	$(say) CC '$< (counted)'
	$(Q)$(COMPILE) -DGEN_COUNT $(DEP) -c -o $@ $<

$(B)/bench/%.o: bench/%.c $(FLAGS)
	$(say) CC $<
	$(Q)$(COMPILE) $(DEP) -c -o $@ $<

$(B)/bench/once: $(B)/bench/once.o $(bench.obj) $(LIB)
	$(say) LD $@
	$(Q)$(LINK) -o $@ $^

$(B)/bench/once-count: $(B)/bench/once-count.o $(bench.counted) $(LIB)
	$(say) LD $@
	$(Q)$(LINK) -o $@ $^

$(B)/bench/rss: bench/rss.c $(FLAGS)
	$(say) CC $<
	$(Q)$(COMPILE) $(DEP) -o $@ $<

# $(call bench.gbench,words,command).  Without a C++ compiler or Google
# Benchmark there is no gbench; run.sh then says which package is missing.
bench.gbench = if printf '\#include <benchmark/benchmark.h>\n' | \
	$(CXX) -E -x c++ - >/dev/null 2>&1; then $(line) $1; $2; fi

$(B)/bench/gbench.o: bench/gbench.cc $(FLAGS)
	$(Q)mkdir -p $(@D); \
	$(call bench.gbench,CXX $<,$(CXX) -std=c++17 -Wall -Wextra -Wshadow \
		-Wconversion $(if $(WERROR),-Werror) $(CODE) \
		$(DEP) -c -o $@ $<)

bench.measured := $(B)/bench/gbench.o $(B)/bench/trial.o \
	$(B)/bench/memory.o $(bench.obj) $(LIB)

$(B)/bench/gbench: $(bench.measured)
	$(Q)$(call bench.gbench,LD $@,$(CXX) $(CODE) $(LDFLAGS) -o $@ $^ \
		-lbenchmark -lpthread)

# With a contender that lies, to see it caught.
$(B)/bench/gbench-liar: $(bench.measured) $(B)/bench/liar.o
	$(Q)$(call bench.gbench,LD $@,$(CXX) $(CODE) $(LDFLAGS) -o $@ $^ \
		-lbenchmark -lpthread)

build/bench/input/%.log: assets/access_log.c | $(assets.generator)
	$(say) LOG $@
	$(Q)$(assets.generator) 1 $* $@.new && mv $@.new $@
