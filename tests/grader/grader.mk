# The grader of the course's assignments: build/release/grader/judge, and the
# library as it is graded with, which counts every resumption.

grader.dir := build/release/grader
grader.judge := $(grader.dir)/judge
grader.lib := $(grader.dir)/libgenerator.a
# What is a part of the judged program, and of the student's command.
grader.driving := drive heap source swimming
grader.student := student screen show swim submit doctor
grader.obj := $(patsubst tests/grader/%.c,$(grader.dir)/%.o,$(filter-out \
	$(patsubst %,tests/grader/%.c,$(grader.driving) $(grader.student)),$(wildcard tests/grader/*.c)))
grader.lib.obj := $(patsubst lib/src/%.c,$(grader.dir)/lib/%.o,\
	$(wildcard lib/src/*.c))
# Without libseccomp one wall of three is missing, and the grader says so.
grader.seccomp := $(shell $(CC) $(CPPFLAGS) -E -include seccomp.h -x c \
	/dev/null >/dev/null 2>&1 && echo -lseccomp)
DEPS += $(grader.obj:=.d) $(grader.lib.obj:=.d)

.PHONY: grader prove
grader: $(grader.judge) $(grader.lib)

$(grader.dir)/%.o: tests/grader/%.c $(FLAGS)
	$(say) CC $<
	$(Q)$(COMPILE) -D_GNU_SOURCE $(grader.seccomp:-l%=-DGRADER_SECCOMP) \
		$(DEP) -c -o $@ $<

$(grader.judge): $(grader.obj)
	$(say) LD $@
	$(Q)$(LINK) -o $@ $^ $(grader.seccomp)

$(grader.dir)/lib/%.o: lib/src/%.c $(FLAGS)
	$(say) CC $<
	$(Q)$(COMPILE) -DGEN_COUNT $(DEP) -c -o $@ $<

$(grader.lib): $(grader.lib.obj)
	$(say) AR $@
	$(Q)rm -f $@ && $(AR) rcs $@ $^

# NN=06: does its grader catch what it must?
prove: grader ## NN=06: is an assignment fit to be given out?
	@for name in $(if $(NN),$(grader.one),$(grader.names)); do \
		$(grader.judge) prove $$name || bad=1; done; [ -z "$$bad" ]

# ---- proving the course: a sample in make check, all of it in check-deep ----

SUITES += course started
grader.names := $(notdir $(wildcard tests/assignments/[0-9]*))
grader.prove = $(foreach n,$(grader.names),'course$1 | gcc $2 | \
	$3 $(grader.judge) prove $n $4')
suite.course.needs := release/grader
suite.course.rows = $(call grader.prove,,,,sample) \
	'forgeries | gcc | $(grader.judge) forgeries inspected' \
	'grader | clang | clang -std=gnu17 $(WARN) -Werror -D_GNU_SOURCE \
		$(grader.seccomp:-l%=-DGRADER_SECCOMP) -Ilib/include \
		-fsyntax-only tests/grader/*.c && echo ok 1 - by clang, too'
deep.course.rows = $(call grader.prove, deep,valgrind) \
	$(call grader.prove, deep clang,valgrind clang,CC=clang,solution) \
	'forgeries, all | gcc valgrind | $(grader.judge) forgeries'
suite.started.needs := release/grader
suite.started.rows = 'started | gcc | tests/started'

# All that check-deep proves of the course, and nothing else.
.PHONY: course-check
course-check: grader ## every assignment, mutant and forgery of the course
	+@LIMIT=600 $(call tests.run,course started,suite deep)

# NN=05, or all of them; into STARTER, or build/course.
.PHONY: starter
starter: grader ## the students' tree and its tarball; NN=05: of one exercise
	$(if $(NN),$(if $(grader.one),))
	$(Q)tests/grader/starter $(call grader.word,$(or $(STARTER),build/course)) $(NN)
	$(call next,cd $(call grader.typed,$(or $(STARTER),build/course)/lazy-c-course$(NN:%=-%)) && make)

.PHONY: new-assignment
new-assignment: ## NN=41 NAME=some-words: an assignment to begin with
	$(Q)tests/grader/new-assignment $(call grader.word,$(NN)) $(call grader.word,$(NAME))
	$(call next,make prove NN=$(NN))

# The teacher's: NN=06 SUB=folder OUT=folder, and perhaps JOBS=4.
# tests/grader/class.c says how the jobs run on other machines.
grader.found = $(notdir $(wildcard tests/assignments/$(NN)-*))
grader.one = $(if $(filter 1,$(words $(grader.found))),$(grader.found),$(error \
	there is no assignment NN=$(NN): two digits, as NN=06))
grader.need = $(foreach v,$1,$(if $($v),,$(error $v is a folder, as $v=folder)))
# One word of a shell's, whatever is in it: o'neil is 'o'\''neil'.
grader.word = '$(subst ','\'',$1)'
# The same, to be shown: as it is, if that is one word.
grader.typed = $(if $(findstring ',$1)$(word 2,$1),$(call grader.word,$1),$1)

# The judge has its secret from the environment.  What stands on a command line
# can be read by every program, those that are judged among them.
grader.secret = $(if $(filter command line,$(origin SECRET)),$(error \
	SECRET on a command line is none: export SECRET before, or use OUT/secret))

.PHONY: grade jobs class gradescope
grade: grader ## NN=06 SUB=folder OUT=folder: judge all submissions of a class
	$(call grader.need,SUB OUT)$(grader.secret)
	@JOBS=$(call grader.word,$(JOBS)) $(grader.judge) grade $(grader.one) \
		$(call grader.word,$(SUB)) $(call grader.word,$(OUT))
jobs: ## NN=06 SUB= OUT=: commands that do so, for parallel or Slurm
	$(call grader.need,SUB OUT)$(grader.secret)
	@$(MAKE) -s grader >&2
	@$(grader.judge) jobs $(grader.one) $(call grader.word,$(SUB)) \
		$(call grader.word,$(OUT))
class: grader ## NN=06 SUB= OUT=: reports of what they have judged
	$(call grader.need,SUB OUT)
	@$(grader.judge) class $(grader.one) $(call grader.word,$(SUB)) \
		$(call grader.word,$(OUT))
gradescope: ## NN=06: build/gradescope/06-NAME.zip, an autograder
	$(grader.secret)
	$(Q)tests/grader/autograder build/gradescope $(grader.one)

# ---- graded: a class of all that students hand in ----

SUITES += graded
suite.graded.needs := release/grader
suite.graded.rows = 'graded | valgrind | tests/graded'
deep.graded.needs := release/grader
deep.graded.rows = 'gradescope | valgrind python3 | tests/graded gradescope'
