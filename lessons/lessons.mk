# The lessons: lessons/NN_slug.c is one program, and `make NN` runs it.

lessons.src := $(sort $(wildcard lessons/[0-9][0-9]_*.c))
lessons.bin := $(lessons.src:%.c=$(B)/%)
lessons.numbers := $(foreach l,$(lessons.src),$(firstword \
	$(subst _, ,$(notdir $l))))
DEPS += $(lessons.bin:=.d)

.PHONY: lessons $(lessons.numbers)

$(B)/lessons/%: lessons/%.c $(LIB) $(FLAGS)
	$(say) CC $<
	$(Q)$(COMPILE) $(DEP) -o $@ $< $(LIB) $(LDFLAGS) -pthread

# NN: ## build and run lesson NN: make 07, or make 02 FILE=some.log
$(foreach n,$(lessons.numbers),$(eval $n: $(filter $(B)/lessons/$n_%,$(lessons.bin))))
$(lessons.numbers): | $(assets.log) $(assets.digits)
	@lessons/run -a $(B) $(filter lessons/$@_%,$(lessons.src))

# make 9 is make 09; and what there is not, is not there yet.
$(foreach n,$(filter 0%,$(lessons.numbers)),$(eval $(n:0%=%): $n))
lessons.digits := 0 1 2 3 4 5 6 7 8 9
lessons.none := $(filter-out $(lessons.numbers),\
	$(foreach t,$(lessons.digits),$(addprefix $t,$(lessons.digits))))
.PHONY: $(lessons.none) $(lessons.digits)
$(lessons.none):
	@echo 'There is no lesson $@.  There are $(lessons.numbers).'; exit 1

lessons: $(lessons.bin) | $(assets.log) $(assets.digits) ## run all lessons, in order
	@lessons/run $(B) $(lessons.src)
	$(call next,make 01)
