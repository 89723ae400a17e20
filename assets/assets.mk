# Small inputs.  sample.txt is read as it is; the access log is written here,
# the same on every machine: access-log SEED BYTES [FILE].

assets.generator := $(B)/assets/access-log
assets.log := build/assets/access.log
DEPS += $(assets.generator).d

$(assets.generator): assets/access_log.c $(FLAGS)
	$(say) CC $<
	$(Q)$(COMPILE) $(DEP) -o $@ $< $(LDFLAGS)

# Which build wrote it does not matter, so only the source makes it old.
$(assets.log): assets/access_log.c | $(assets.generator)
	$(say) LOG $@
	$(Q)$(assets.generator) 1 1000000 $@.new && mv $@.new $@
