/* SPDX-License-Identifier: MIT */
/*
 * symbol.c - the name of a function, from the symbol table of its program.
 *
 * The bodies of generators are static functions, and dladdr() knows those
 * only that are exported.  The table with all of them is in the file, unless
 * the program was stripped.  For messages of GEN_DEBUG and GEN_CENSUS.
 */
#define _GNU_SOURCE
#include "gen_impl.h"

#if defined(GEN_DEBUG) || defined(GEN_CENSUS)
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>

#ifdef __ELF__
#include <fcntl.h>
#include <link.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* The name of what lies at address, in a symbol table of an ELF file. */
static const char *name_in_table(const char *file, const ElfW(Shdr) * table,
				 const ElfW(Shdr) * sections,
				 ElfW(Addr) address)
{
	const ElfW(Sym) *symbol = (const void *)(file + table->sh_offset);
	size_t count = table->sh_size / sizeof *symbol;
	const char *names = file + sections[table->sh_link].sh_offset;

	for (; count; count--, symbol++)
		if (symbol->st_value == address && symbol->st_shndx &&
		    (symbol->st_info & 15) == STT_FUNC)
			return names + symbol->st_name;
	return NULL;
}

/* The same, in a whole file that is loaded at base. */
static const char *name_in_file(const char *file, const char *base,
				const char *function)
{
	const ElfW(Ehdr) *head = (const void *)file;
	const ElfW(Shdr) *section = (const void *)(file + head->e_shoff);
	ElfW(Addr) address = (ElfW(Addr))function;

	if (memcmp(file, ELFMAG, SELFMAG) != 0)
		return NULL;
	if (head->e_type == ET_DYN)
		address -= (ElfW(Addr))base;
	for (int i = 0; i < head->e_shnum; i++)
		if (section[i].sh_type == SHT_SYMTAB)
			return name_in_table(file, &section[i], section,
					     address);
	return NULL;
}

static bool name_by_file(const Dl_info *object, const void *function,
			 char *name, size_t size)
{
	const char *found = NULL;
	struct stat status;
	char *file = MAP_FAILED;
	/* What main() was called as need not be where it is. */
	int fd = open(strchr(object->dli_fname, '/') ? object->dli_fname :
						       "/proc/self/exe",
		      O_RDONLY | O_CLOEXEC);

	if (fd >= 0 && fstat(fd, &status) == 0)
		file = mmap(NULL, (size_t)status.st_size, PROT_READ,
			    MAP_PRIVATE, fd, 0);
	if (file != MAP_FAILED) {
		found = name_in_file(file, object->dli_fbase, function);
		if (found)
			snprintf(name, size, "%s", found);
		munmap(file, (size_t)status.st_size);
	}
	if (fd >= 0)
		close(fd);
	return found;
}
#else
static bool name_by_file(const Dl_info *object, const void *function,
			 char *name, size_t size)
{
	(void)object, (void)function, (void)name, (void)size;
	return false;
}
#endif

void gen_symbol(gen_fn *body, char *name, size_t size)
{
	const void *function = (const void *)(uintptr_t)body;
	Dl_info object;

	if (!dladdr(function, &object)) /* as in a static program */
		object = (Dl_info){ .dli_fname = "" };
	if (object.dli_sname && object.dli_saddr == function)
		snprintf(name, size, "%s", object.dli_sname);
	else if (!name_by_file(&object, function, name, size))
		snprintf(name, size, "%p", function);
}
#endif
