# generator.gdb - commands for gdb: what generators are doing.
#
#	(gdb) source /usr/local/share/generator/generator.gdb
#
# They read the library's debug information, which what make builds has.  Without
# it gdb says that 'gen_stacks' has unknown type: link with a library that was
# compiled with -g, and not stripped.  From inside a generator, a plain bt goes on
# to main.

define generators
	set $gen_stack = gen_stacks
	while $gen_stack
		generator-of-stack
		set $gen_stack = $gen_stack->older
	end
	set $gen_slab = gen_slabs
	while $gen_slab
		set $gen_i = 0
		while $gen_i < $gen_slab->carved
			set $gen_i = $gen_i + 1
			set $gen_end = $gen_slab->base + SLAB_SPARE + $gen_i * SMALL_SIZE
			set $gen_stack = (struct stack *)$gen_end - 1
			generator-of-stack
		end
		set $gen_slab = $gen_slab->older
	end
end
document generators
List the generators of the program that have a stack.
For each of them: its address, its state, its body, and where it is parked or
to whom it delegates.  Those without a stack are known to nobody but their
owners.  See generator-bt.
end

define generator-bt
	generator-return
	set $gen_g = (struct gen *)($arg0)
	if $gen_g
		generator-where
	else
		echo NULL: no generator, or one for which there was no memory.\n
	end
end
document generator-bt
Show where a suspended generator is parked: generator-bt ADDRESS
ADDRESS is an expression without spaces, such as g or &frame.gen.  Of one with a
stack you see the frames on it; of one without, its body, and the line at which
it goes on.  Frames can be shown of a process that is alive, because they need
its registers for a moment, and not with ucontext.  If you interrupt it, put the
registers back with generator-return.
end

# ---- What the two are made of ----

define generator-of-stack
	if $gen_stack->owner
		set $gen_g = $gen_stack->owner
		generator-line
	end
end

# To list a line of the body, gdb must have seen its file.  GEN_LINE takes care
# that the first code of a body is of no header.
define generator-where
	generator-line
	if $gen_g->body
		with listsize 1 -- list *$gen_g->body
		if $gen_g->at > GEN_AT_START
			echo It goes on here:\n
			eval "with listsize 1 -- list %d", $gen_g->at
		end
	else
		if $gen_parked
			with pagination off -- frame apply level 0 -q generator-visit
		end
	end
end

# One line about $gen_g, and is it parked?  The states are those of gen_state();
# the root of a chain may be marked with a generator without operations (WALK in
# resume.c).  With ucontext there is no context.ip, hence -s.
define generator-line
	set $gen_root = $gen_g
	while $gen_root->by && $gen_root->by->iter.ops
		set $gen_root = $gen_root->by
	end
	set $gen_runs = !$gen_root->by && !$gen_root->ready
	set $gen_parked = $gen_g->at > GEN_AT_START && ($gen_g->to || !$gen_runs)
	set $gen_ip = 0

	printf "%p  ", $gen_g
	if $gen_g->at <= GEN_AT_END
		printf "closed     "
	else
		if $gen_g->at == GEN_AT_START
			printf "created    "
		else
			if $gen_runs
				printf "running    "
			else
				printf "suspended  "
			end
		end
	end
	if $gen_g->body
		output/a (long)$gen_g->body
	else
		set $gen_s = (struct stackful *)$gen_g
		output/a (long)$gen_s->body
		frame apply level 0 -q -s set var $gen_ip = (long)$gen_s->context.ip
	end
	if $gen_g->to
		printf "  delegates to %p", $gen_g->to
	else
		if $gen_parked && $gen_ip
			printf "  at "
			output/a $gen_ip
		end
	end
	printf "\n"
end

# In frame 0, so that registers are those of the CPU.  The handle travels in
# that of the first argument.  -s: no error shall keep us from returning.
define generator-visit
	set $gen_pc = $gen_s->context.ip
	set $gen_sp = $gen_s->context.sp
	set $gen_base = ((void **)&$gen_s->context)[1]
	set $gen_fp = ((void **)&$gen_s->context)[2]
	set $gen_first = $gen_g
	generator-exchange
	frame apply level 0 -q -s generator-frames
	generator-exchange
end

# Its own frames: further out are those of whoever resumed it last.  The
# outermost is gen_start, which is no function.
define generator-frames
	set $gen_depth = -1
	set $gen_low = $gen_s->stack->bottom
	set $gen_top = $gen_s->stack
	frame apply all -q -s set var $gen_depth += $sp >= $gen_low && $sp < $gen_top
	bt $gen_depth
end

define generator-return
	if !$_isvoid($gen_visiting) && $gen_visiting
		frame apply level 0 -q generator-exchange
	end
end
document generator-return
Put back the registers of the process, if generator-bt was interrupted.
end

# Called twice, it has changed nothing.  A CPU is known by a register that no
# other has.
define generator-exchange
	if !$_isvoid($rip)
		generator-swap $rbp $gen_fp
		generator-swap $rbx $gen_base
		generator-swap $rdi $gen_first
	end
	if !$_isvoid($cpsr)
		generator-swap $x29 $gen_fp
		generator-swap $x19 $gen_base
		generator-swap $x0 $gen_first
	end
	if !$_isvoid($ra)
		generator-swap $s0 $gen_fp
		generator-swap $s1 $gen_base
		generator-swap $a0 $gen_first
	end
	generator-swap $sp $gen_sp
	generator-swap $pc $gen_pc
	set $gen_visiting = $_isvoid($gen_visiting) || !$gen_visiting
end

define generator-swap
	set $gen_old = $arg0
	set $arg0 = $arg1
	set $arg1 = $gen_old
end
