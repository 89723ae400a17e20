# Measurements: build/results/DATE, and the report made from them.  What the
# contenders are is in bench.h, what the steps are in run.sh.

bench.kernels := $(wildcard bench/*/*.c)
# Programs are linked again when a contender has come, or has gone.
bench.list := $(B)/bench/list
$(bench.list): FORCE
	@mkdir -p $(@D)
	@echo '$(bench.kernels) $(bench.peers)' | cmp -s - $@ || \
		echo '$(bench.kernels) $(bench.peers)' >$@
bench.obj := $(patsubst %.c,$(B)/%.o,$(bench.kernels) bench/registry.c \
	bench/canary.c bench/load.c)
bench.layouts := 1 2 3 4
# Contenders in C++; what a coroutine costs is decided by its compiler, so that
# clang++ compiles those too.
bench.peers := $(patsubst %.cc,$(B)/%.o,$(wildcard bench/*/peer-*.cc)) \
	$(if $(findstring clang,$(CXX)),,$(patsubst %.cc,$(B)/%.clang.o,\
	$(wildcard bench/*/peer-coroutine*.cc)))
bench.counted := $(bench.obj:.o=-count.o)
bench.plain := $(addprefix $(B)/bench/,once once-count instructions weigh \
	rss probe timeline shuffle estimate compare)
bench.programs := $(bench.plain) $(B)/bench/holds $(bench.layouts:%=$(B)/bench/gbench-%)
bench.inputs := $(patsubst %,build/bench/input/%.log,\
	131072 1048576 4194304 16777216 67108864)
bench.env = exec env BENCH_INPUT=build/bench/input CC='$(CC)' CXX='$(CXX)' \
	CFLAGS='$(strip $(CODE) $(CFLAGS))'
bench.parts := $(addprefix $(B)/bench/,trial.o memory.o liar.o planted.o \
	once.o once-count.o instructions.o weigh.o holds.o probe.o rss.o timeline.o \
	shuffle.o stats.o samples.o pairs.o estimate.o compare.o)
DEPS += $(patsubst %,%.d,$(bench.obj) $(bench.counted) $(bench.parts) \
	$(bench.peers) \
	$(B)/bench/gbench.o)
ifeq ($(origin CXX),default)
CXX := g++
endif

SUITES += bench
suite.bench.needs := release/bench.check
suite.bench.rows = 'bench | gcc | sh bench/smoke.sh build/release'

SUITES += instructions
bench.instructions = $(bench.env) sh bench/instructions.sh
suite.instructions.needs := release/bench.instructions
suite.instructions.rows = 'instructions | gcc valgrind | $(subst ','\'',\
	$(bench.instructions)) build/release'

# make report RUN=FOLDER: of another run than the latest.
bench.run = $(if $(filter command,$(origin RUN)),RUN='$(RUN)')

.PHONY: bench bench-full bench.build bench.check bench-smoke bench-compare \
	bench-reference report
bench: ## measure eager against lazy on this machine: under a minute
	+@$(parallel) bench.build
	$(Q)$(bench.env) sh bench/run.sh $(B) quick
	@[ ! -t 1 ] || sh plots/draw.sh dumb crossover cost
	$(if $(COURSE),,$(Q)sh plots/draw.sh words)
	$(call next,make report)

bench-full: ## the same at length, files of 1 GiB too: up to 10 minutes
	+@$(parallel) bench.build
	$(Q)$(bench.env) sh bench/run.sh $(B) full
	$(Q)sh plots/draw.sh words
	$(call next,make report)

bench-compare: ## A=RUN B=RUN: what changed between two runs?
	+@$(parallel) bench.build
	$(Q)sh bench/compare.sh $(B) '$(A)' '$(bench.b)'

bench-smoke: bench.check # is the harness honest?  TAP; part of make check
	$(Q)sh bench/smoke.sh $(B)

bench-instructions: bench.instructions # the counts of make check, anew
	$(Q)$(bench.instructions) $(B) renew

.PHONY: bench.instructions bench-instructions
bench.instructions: $(B)/bench/instructions build/bench/input/1048576.log

bench-reference: bench-full # becomes assets/results/reference
	$(Q)sh bench/keep.sh

report: plots.draw ## build/report/index.html: findings, charts, tables
	$(Q)$(bench.run) sh bench/report.sh
	$(call next,see build/report/index.html)

# A sanitizer would be what is measured, and Valgrind does not stand it.
bench.build: $(bench.programs) $(bench.inputs) $(assets.generator)
	$(if $(SANITIZE),$(error measurements want MODE=release),@:)
bench.check: bench.build $(addprefix $(B)/bench/,gbench-liar gbench-planted \
	weigh-liar)

# A contender is compiled twice: as its users would, and with every
# resumption a call that can be counted.
$(B)/bench/%-count.o: bench/%.c $(FLAGS)
	$(say) CC '$< (counted)'
	$(Q)$(COMPILE) -DGEN_COUNT $(DEP) -c -o $@ $<

$(B)/bench/%.o: bench/%.c $(FLAGS)
	$(say) CC $<
	$(Q)$(COMPILE) $(DEP) -c -o $@ $<

# Runs remember the fastest canary, so it must not depend on flags.
$(B)/bench/canary.o $(B)/bench/canary-count.o: private override CFLAGS += -O2

# What each program is made of, beside the object of its own name.
bench.ask := $(bench.obj) $(LIB) $(bench.list)
bench.stats := $(addprefix $(B)/bench/,stats.o samples.o pairs.o)
$(B)/bench/once $(B)/bench/instructions: $(bench.ask)
$(B)/bench/once-count: $(bench.counted) $(LIB) $(bench.list)
$(B)/bench/weigh: $(B)/bench/trial.o $(B)/bench/memory.o $(bench.ask)
$(B)/bench/probe: $(B)/bench/canary.o
$(B)/bench/timeline $(B)/bench/shuffle: $(LIB)
$(B)/bench/estimate $(B)/bench/compare: $(bench.stats)

$(B)/bench/weigh-liar: $(B)/bench/weigh.o $(B)/bench/liar.o \
	$(B)/bench/trial.o $(B)/bench/memory.o $(bench.ask)
	$(say) LD $@
	$(Q)$(LINK) -o $@ $(filter-out $(bench.list),$^) -lm -pthread

$(bench.plain): $(B)/bench/%: $(B)/bench/%.o
	$(say) LD $@
	$(Q)$(LINK) -o $@ $(filter-out $(bench.list),$^) -lm -pthread

# With the peers, so by the linker of C++, if there is one.
bench.libs = $$(cat /dev/null $(bench.peers:=.libs) | sort -u)
$(B)/bench/holds: $(B)/bench/holds.o $(bench.peers) $(bench.ask)
	$(say) LD $@
	$(Q)$$(command -v $(CXX) || echo '$(CC)') $(CODE) $(LDFLAGS) -o $@ \
		$(filter-out $(bench.list),$^) $(bench.libs) -lm -pthread

# $(call bench.gbench,words,command).  Without a C++ compiler or Google
# Benchmark there is no gbench; run.sh then says which package is missing.
bench.gbench = if printf '\#include <benchmark/benchmark.h>\n' | \
	$(CXX) -E -x c++ - >/dev/null 2>&1; then $(line) $1; $2; else rm -f $@; fi

$(B)/bench/gbench.o: bench/gbench.cc $(FLAGS)
	$(Q)mkdir -p $(@D); \
	$(call bench.gbench,CXX $<,$(CXX) -std=c++17 -Wall -Wextra -Wshadow \
		-Wconversion $(if $(WERROR),-Werror) $(CODE) \
		$(DEP) -c -o $@ $<)

bench.peer = $(Q)CC='$(CC)' sh bench/peer.sh $@ $< $1 -std=c++20 -Wall -Wextra \
	-Wshadow -Wconversion -Wno-missing-field-initializers \
	$(if $(WERROR),-Werror) $(CODE) $(DEP)
$(B)/bench/%.clang.o: bench/%.cc bench/peer.sh $(FLAGS)
	$(call bench.peer,clang++)
$(filter-out %.clang.o,$(bench.peers)): $(B)/bench/%.o: bench/%.cc \
		bench/peer.sh $(FLAGS)
	$(call bench.peer,$(CXX))

# One for each layout, layout.o first.  And one with a contender that lies, one
# with a contender that is known to be slower, to see them caught.
bench.gbenches := $(patsubst %,$(B)/bench/gbench-%,$(bench.layouts) liar planted)
$(B)/bench/layout-%.o: bench/layout.c $(FLAGS)
	$(say) CC '$< ($*)'
	$(Q)$(COMPILE) -DLAYOUT=$* -c -o $@ $<
$(foreach l,$(bench.layouts),$(eval $(B)/bench/gbench-$l: $(B)/bench/layout-$l.o))
$(B)/bench/gbench-liar: $(B)/bench/liar.o
$(B)/bench/gbench-planted: $(B)/bench/planted.o
$(bench.gbenches): $(B)/bench/gbench.o $(B)/bench/trial.o \
	$(B)/bench/memory.o $(bench.peers) $(bench.ask)
	$(Q)$(call bench.gbench,LD $@,$(CXX) $(CODE) $(LDFLAGS) -o $@ \
		$(filter %/layout-$(patsubst gbench-%,%,$(@F)).o,$^) \
		$(filter-out $(B)/bench/layout-% $(bench.list),$^) \
		$(bench.libs) -lbenchmark -lpthread)

build/bench/input/%.log: assets/access_log.c | $(assets.generator)
	$(say) LOG $@
	$(Q)$(assets.generator) 1 $* $@.new && mv $@.new $@
