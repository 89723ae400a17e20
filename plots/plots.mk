# The charts, from the reader's latest results or else from the reference.

# A TERM from the environment is a terminal's name, not a wish.
plots.term = $(if $(filter command,$(origin TERM)),$(TERM),svg)

.PHONY: plots plots.draw
plots: plots.draw ## charts to build/plots (TERM=dumb: in the terminal; RUN=...)
	$(call next,make report)
plots.draw:
	$(Q)$(bench.run) sh plots/draw.sh $(plots.term)
