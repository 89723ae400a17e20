# The course: `make` builds the command ./lazy, and the library beneath it.

CC ?= gcc
lib := $(patsubst lib/src/%.c,build/lib/%.o,$(wildcard lib/src/*.c))
lazy := $(patsubst %,build/lazy/%.o,text spec inspect jail run trace build tools \
	explain checks judge student screen show swim submit doctor)
flags := -std=gnu17 -O2 -g

all: lazy build/libgenerator.a
	@echo; echo 'Next:  ./lazy'

lazy: $(lazy)
	@echo '  LD   $@'; $(CC) -o $@ $^
build/lazy/%.o: check/grader/%.c check/grader/grader.h check/grader/student.h
	@mkdir -p $(@D); echo '  CC   $<'; $(CC) $(flags) -D_GNU_SOURCE -c -o $@ $<

build/libgenerator.a: $(lib)
	@echo '  AR   $@'; rm -f $@ && $(AR) rcs $@ $^
build/lib/%.o: lib/src/%.c
	@mkdir -p $(@D); echo '  CC   $<'; $(CC) $(flags) -DGEN_COUNT -Ilib/include -c -o $@ $<

clean:
	rm -rf build lazy

.PHONY: all clean
