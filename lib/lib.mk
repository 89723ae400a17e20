# The library: every lib/src/*.c in one archive; headers in lib/include.

LIB := $(B)/lib/libgenerator.a
lib.obj := $(patsubst lib/src/%.c,$(B)/lib/%.o,$(wildcard lib/src/*.c))
DEPS += $(lib.obj:=.d)

# The version is in generator.h and nowhere else.
lib.version := $(shell sed -n 's/^\#define GEN_VERSION *"\(.*\)"/\1/p' \
	lib/include/generator.h)

.PHONY: lib install uninstall
lib: $(LIB) ## build the library alone

$(LIB): $(lib.obj)
	$(say) AR $@
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(B)/lib/%.o: lib/src/%.c $(FLAGS)
	$(say) CC $<
	$(Q)$(COMPILE) -fPIC $(DEP) -c -o $@ $<

# Its functions switch TSan's fibers: instrumented themselves, they would
# enter on one fiber and leave on another.
$(B)/lib/hooks.o $(B)/lib/switch.o: private SANITIZE :=

# ---- man pages, from the comments of the headers ----

lib.man := $(B)/lib/man3/generator.3
lib.pages := $(addprefix lib/include/,generator.h $(addprefix generator/,\
	iter.h stackless.h lines.h pipeline.h))

.PHONY: man
man: $(lib.man) ## man pages alone: man -l build/release/lib/man3/gen_next.3

$(lib.man): lib/man.awk $(lib.pages)
	$(say) AWK $(@D)
	$(Q)rm -f $(@D)/*.3
	$(Q)awk -v to=$(@D) -v version=$(lib.version) -f $^

PREFIX ?= /usr/local
MANDIR ?= $(PREFIX)/share/man
lib.to = $(DESTDIR)$(PREFIX)
# pkg-config looks below these two by itself.
lib.where = $(if $(filter /usr /usr/local,$(PREFIX)),,\
	PKG_CONFIG_PATH=$(PREFIX)/lib/pkgconfig )

install: $(LIB) $(lib.man) ## below PREFIX=/usr/local (and DESTDIR=)
	$(Q)sed -e 's|@VERSION@|$(lib.version)|' -e 's|@PREFIX@|$(PREFIX)|' \
		-e 's|@SWITCH@|$(switch.$(GEN_SWITCH))|' \
		lib/generator.pc.in >$(B)/lib/generator.pc
	$(Q)cd lib/include && find . -name '*.h' | while read -r h; do \
		install -d "$(lib.to)/include/$${h%/*}" && \
		install -m 644 $$h "$(lib.to)/include/$$h" || exit 1; done
	$(Q)install -d "$(lib.to)/lib/pkgconfig"
	$(Q)install -d "$(DESTDIR)$(MANDIR)/man3"
	$(Q)install -m 644 $(dir $(lib.man))*.3 "$(DESTDIR)$(MANDIR)/man3"
	$(Q)install -m 644 $(LIB) "$(lib.to)/lib"
	$(Q)install -m 644 $(B)/lib/generator.pc "$(lib.to)/lib/pkgconfig"
	$(if $(DESTDIR),,@echo 'Next: $(lib.where) cc program.c \
		$$(pkg-config --cflags --libs generator)')

uninstall: $(lib.man) ## what install put there
	$(Q)rm -rf "$(lib.to)/include/generator" "$(lib.to)/include/generator.h" \
		"$(lib.to)/lib/libgenerator.a" "$(lib.to)/lib/pkgconfig/generator.pc"
	$(Q)cd $(dir $(lib.man)) && for page in *.3; do \
		rm -f "$(DESTDIR)$(MANDIR)/man3/$$page"; done
	$(Q)cd "$(lib.to)" && rmdir -p include lib/pkgconfig share/man/man3 \
		2>/dev/null || :
