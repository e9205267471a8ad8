/* late_library.c - libraries loaded when they are first needed. Invariant: once loaded, every place is that of its name. */
#include "late_library.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

static int refuse(const ccs_late_library_t *self, enum ccs_code code, const char *path, const char *why, ccs_err_t *err)
{
    return ccs_err_set(err, code, path, NULL,
        "%s cannot be loaded (%s): install it in the version that ccsim was built for, or build ccsim again", self->title, why);
}

/* POSIX lets a pointer to an object hold the address of a function; C lets it be copied into one. */
static const char *bind(const ccs_late_library_t *self, void *library)
{
    unsigned char *to = self->places;

    for (size_t i = 0; i < self->n; i++, to += sizeof(void *)) {
        void *const place = dlsym(library, self->names[i]);

        if (!place) return self->names[i];
        memcpy(to, &place, sizeof place);
    }
    return NULL;
}

int ccs_late_library_load(ccs_late_library_t *self, enum ccs_code code, const char *path, ccs_err_t *err)
{
    char why[256];

    if (self->loaded) return 0;
    void *const library = dlopen(self->file, RTLD_LAZY | RTLD_LOCAL);

    if (!library) {
        const char *const text = dlerror();

        return refuse(self, code, path, text ? text : "unknown failure", err);
    }
    const char *const missing = bind(self, library);

    self->loaded = !missing;
    if (self->loaded) return 0;
    snprintf(why, sizeof why, "%s has no %s", self->file, missing);
    (void) dlclose(library);
    return refuse(self, code, path, why, err);
}
