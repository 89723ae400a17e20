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
$(lessons.numbers): | $(assets.log)
	@lessons/run -a $(B) $(filter lessons/$@_%,$(lessons.src))

lessons: $(lessons.bin) | $(assets.log) ## run all lessons, in order
	@lessons/run $(B) $(lessons.src)
	$(call next,make 01)
