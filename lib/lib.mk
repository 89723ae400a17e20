# The library: every lib/src/*.c in one archive and one shared library; headers
# in lib/include.

LIB := $(B)/lib/libgenerator.a
lib.obj := $(patsubst lib/src/%.c,$(B)/lib/%.o,$(wildcard lib/src/*.c))
DEPS += $(lib.obj:=.d)

# CSV files are read by libcsv, where it is there for the CPU that we build for.
# Programs need it only if they use dataset_csv().
lib.csv := $(if $(findstring -linux-gnu,$(CC)),,$(shell $(CC) $(CPPFLAGS) -E \
	-include csv.h -x c /dev/null >/dev/null 2>&1 && echo -lcsv))
$(B)/lib/dataset_csv.o: private CPPFLAGS += $(lib.csv:-lcsv=-DGEN_CSV)

# The version is in generator.h and nowhere else.
lib.version := $(shell sed -n 's/^\#define GEN_VERSION *"\(.*\)"/\1/p' \
	lib/include/generator.h)
lib.number := $(subst ., ,$(lib.version))
# What programs that were linked before can still use.  Handles are laid out in
# the header, so until 1.0 each minor version may change that.
lib.abi := $(word 1,$(lib.number))$(if $(filter 0.%,$(lib.version)),.$(word 2,\
	$(lib.number)))

# Darwin's linker has no version scripts: there, the archive alone.
lib.so := $(if $(filter Darwin,$(shell uname)),,\
	$(B)/lib/libgenerator.so.$(lib.version))

.PHONY: lib install uninstall
lib: $(LIB) $(lib.so) ## build the library alone

$(LIB): $(lib.obj)
	$(say) AR $@
	$(Q)rm -f $@ && $(AR) rcs $@ $^

# Threads hold pointers to our destructors: dlclose() must not take them away.
$(lib.so): $(lib.obj) lib/generator.map
	$(say) LD $@
	$(Q)$(LINK) -shared -o $@ $(lib.obj) $(lib.csv) -pthread \
		-Wl,-soname,libgenerator.so.$(lib.abi) -Wl,-z,nodelete \
		-Wl,--version-script=lib/generator.map

# It runs inside bodies, of whose 64 KiB no function may take more than a page.
$(B)/lib/%.o: lib/src/%.c $(FLAGS)
	$(say) CC $<
	$(Q)$(COMPILE) -Wframe-larger-than=4096 -fPIC $(DEP) -c -o $@ $<

# Its functions switch TSan's fibers: instrumented themselves, they would
# enter on one fiber and leave on another.
$(B)/lib/hooks.o $(B)/lib/switch.o: private SANITIZE :=

# ---- man pages, from the comments of the headers ----

lib.man := $(B)/lib/man3/generator.3
lib.pages := $(addprefix lib/include/,generator.h $(addprefix generator/,\
	iter.h stackless.h stack.h exceptions.h lines.h pipeline.h text.h \
	files.h consume.h dataset.h loader.h mpi.h))

.PHONY: man
man: $(lib.man) ## man pages alone: man -l build/release/lib/man3/gen_next.3

$(lib.man): lib/man.awk $(lib.pages)
	$(say) AWK $(@D)
	$(Q)rm -f $(@D)/*.3
	$(Q)awk -v to=$(@D) -v version=$(lib.version) -f $^

# ---- installing, below PREFIX, or to be moved there from below DESTDIR ----

PREFIX ?= /usr/local
LIBDIR ?= $(PREFIX)/lib
MANDIR ?= $(PREFIX)/share/man
lib.include := $(DESTDIR)$(PREFIX)/include
lib.to := $(DESTDIR)$(LIBDIR)
lib.man3 := $(DESTDIR)$(MANDIR)/man3
lib.share := $(DESTDIR)$(PREFIX)/share/generator
lib.doc := $(DESTDIR)$(PREFIX)/share/doc/generator
lib.docs := LICENSE README.md CHANGES.md $(wildcard docs/*.md) \
	assets/charts/crossover.svg
# A link to what stays in the tree becomes plain text.
lib.unlink := s/\[([^]]*)\]\((HACKING|bench|lessons|lib)[^)]*\)/\1/g
lib.so.names := $(if $(lib.so),$(notdir $(lib.so)) \
	libgenerator.so.$(lib.abi) libgenerator.so)
lib.filled := pkgconfig/generator.pc cmake/generator/generator-config.cmake \
	cmake/generator/generator-config-version.cmake
# pkg-config and the loader look below these two by themselves.
lib.usual := $(filter /usr /usr/local,$(PREFIX))
lib.where = $(if $(lib.usual),,PKG_CONFIG_PATH=$(LIBDIR)/pkgconfig )
lib.rpath = $(if $(lib.usual),, -Wl,-rpath,$(LIBDIR))

# Refused: what a .pc file or -rpath would have to quote, and what is relative,
# since some of it would be below the folder that we happen to be in.
.PHONY: lib.places
lib.places: export PLACES = $(PREFIX):$(LIBDIR):$(MANDIR):$(DESTDIR)/
lib.places:
	@case :$$PLACES in \
	*:*:*:*:*:* | *:[!/]* | *[!A-Za-z0-9/._+=@^~:-]*) \
		echo 'PREFIX, LIBDIR, MANDIR and DESTDIR must be absolute, and' \
			'consist of A-Z a-z 0-9 / . _ + = @ ^ ~ -'; exit 1 ;; \
	esac

install: lib.places lib man ## below PREFIX=/usr/local (and DESTDIR=)
	$(Q)cd lib/include && find . -name '*.h' | while read -r h; do \
		install -d "$(lib.include)/$${h%/*}" && \
		install -m 644 $$h "$(lib.include)/$$h" || exit 1; done
	$(Q)install -d "$(lib.to)" "$(lib.man3)" "$(lib.share)"
	$(Q)install -m 644 $(LIB) "$(lib.to)"
	$(Q)install -m 644 $(dir $(lib.man))*.3 "$(lib.man3)"
	$(Q)install -m 644 lib/generator.gdb "$(lib.share)"
	$(Q)for file in $(lib.docs); do \
		install -d "$$(dirname "$(lib.doc)/$$file")" && \
		install -m 644 $$file "$(lib.doc)/$$file" || exit 1; done
	$(Q)sed -E '$(lib.unlink)' README.md >"$(lib.doc)/README.md"
	$(Q)for file in $(lib.filled); do \
		sed -e 's|@VERSION@|$(lib.version)|' -e 's|@ABI@|$(lib.abi)|' \
		-e 's|@PREFIX@|$(PREFIX)|' -e 's|@LIBDIR@|$(LIBDIR)|' \
		-e 's|@SWITCH@|$(switch.$(GEN_SWITCH))|' -e 's|@CSV@|$(lib.csv)|' \
		lib/$${file##*/}.in >$(B)/lib/$${file##*/} && \
		install -d "$(lib.to)/$${file%/*}" && install -m 644 \
		$(B)/lib/$${file##*/} "$(lib.to)/$$file" || exit 1; done
ifneq ($(lib.so),)
	$(Q)install -m 755 $(lib.so) "$(lib.to)"
	$(Q)cd "$(lib.to)" && set -- $(lib.so.names) && \
		ln -sf $$1 $$2 && ln -sf $$2 $$3
	$(Q)$(if $(DESTDIR),,$(if $(lib.usual),ldconfig 2>/dev/null || :))
endif
	$(if $(DESTDIR),,@echo 'Next: $(lib.where)cc program.c \
		$$(pkg-config --cflags --libs generator)$(lib.rpath)')

uninstall: lib.places man ## what install put there
	$(Q)rm -rf "$(lib.include)/generator" "$(lib.include)/generator.h" \
		"$(lib.doc)"
	$(Q)cd $(dir $(lib.man)) && for page in *.3; do \
		rm -f "$(lib.man3)/$$page"; done
	$(Q)for file in libgenerator.a $(lib.so.names) $(lib.filled); do \
		rm -f "$(lib.to)/$$file"; done
	$(Q)rm -f "$(lib.share)/generator.gdb"
	$(Q)rmdir "$(lib.share)" "$(lib.to)/cmake/generator" 2>/dev/null || :
	$(if $(lib.usual),,$(Q)rmdir "$(lib.to)/cmake" "$(lib.to)/pkgconfig" \
		"$(lib.to)" "$(lib.include)" "$(lib.man3)" "$(DESTDIR)$(MANDIR)" \
		"$(dir $(lib.doc))" "$(DESTDIR)$(PREFIX)/share" 2>/dev/null || :)
	$(Q)$(if $(DESTDIR),,$(if $(lib.usual),ldconfig 2>/dev/null || :))
