# Small inputs.  sample.txt is read as it is; access logs and digits are written
# here, the same on every machine: access-log SEED BYTES [FILE], and digits SEED
# COUNT FOLDER.

assets.generator := $(B)/assets/access-log
assets.artist := $(B)/assets/digits
assets.digits := build/assets/digits
# Of two servers.
assets.log := build/assets/access.log build/assets/access-2.log
# What make log was asked for.
assets.seed := $(or $(SEED),1)
assets.bytes := $(or $(BYTES),1000000)
assets.other := build/logs/$(assets.seed)-$(assets.bytes).log
DEPS += $(assets.generator).d $(assets.artist).d

$(assets.generator): assets/access_log.c $(FLAGS)
	$(say) CC $<
	$(Q)$(COMPILE) $(DEP) -o $@ $< $(LDFLAGS)
$(assets.artist): assets/digits.c $(FLAGS)
	$(say) CC $<
	$(Q)$(COMPILE) $(DEP) -o $@ $< $(LDFLAGS)

# Which build wrote it does not matter, so only the source makes it old.
build/assets/access.log: private assets.seed := 1
build/assets/access-2.log: private assets.seed := 2
$(assets.log): private assets.bytes := 1000000
$(assets.log) $(assets.other): assets/access_log.c | $(assets.generator)
	$(say) LOG $@
	$(Q)$(assets.generator) $(assets.seed) $(assets.bytes) $@.new && \
		mv $@.new $@

.PHONY: log
log: $(assets.other) ## SEED=7 BYTES=100000000: an access log of any size
	$(call next,make 17 FILE=$<)

$(assets.digits): assets/digits.c | $(assets.artist)
	$(say) DRAW $@
	$(Q)rm -rf $@ $@.new
	$(Q)$(assets.artist) 1 500 $@.new && mv $@.new $@
