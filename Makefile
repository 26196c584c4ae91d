# tix - a help desk for the shell.  See README.md.
#
#   make            build into build/
#   make demo       the main job on sample input
#   make check      build and run every test
#   SAN=1           the same with ASan and UBSan, in a folder of its own

PREFIX = /usr/local
DESTDIR =
CC = gcc
PKG_CONFIG = pkg-config
CFLAGS = -O2 -g
LDFLAGS =

ifeq ($(origin CC),default)
CC = gcc
endif

# --- what is needed, by Debian's names ----------------------------------

BUILD_PACKAGES = gcc libc6-dev make pkg-config libsqlite3-dev libyajl-dev \
	libcsv-dev libpcre2-dev nettle-dev libconfuse-dev \
	libical-dev tzdata
TEST_PACKAGES = bats sqlite3 python3 mandoc
LINT_PACKAGES = shellcheck clang cppcheck
BENCH_PACKAGES = taskwarrior fossil strace

# --- where things go ----------------------------------------------------

ifdef SAN
B = build/san
MODE_CFLAGS = -fsanitize=address,undefined -fno-sanitize-recover=undefined \
	-fno-omit-frame-pointer
MODE_LDFLAGS = -fsanitize=address,undefined
else ifdef FUZZ
B = build/fuzz
CC = clang
MODE_CFLAGS = -fsanitize=fuzzer-no-link,address,undefined
MODE_LDFLAGS = -fsanitize=fuzzer,address,undefined
else ifdef COVER
B = build/cover
MODE_CFLAGS = --coverage -O0
MODE_LDFLAGS = --coverage
else
B = build
# What dpkg-buildflags hardening=+all gives, and what gcc 12 has beyond it.
MODE_CFLAGS = -D_FORTIFY_SOURCE=2 -fstack-protector-strong \
	-fstack-clash-protection -fcf-protection
MODE_LDFLAGS = -Wl,-z,relro,-z,now,-z,noexecstack
MODE_STATIC = yes
endif

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wmissing-prototypes \
	-Wconversion -Wsign-conversion -Wvla -Wformat=2 -Wstrict-prototypes \
	-Wold-style-definition -Wwrite-strings -Wno-overlength-strings -Wdate-time
ifdef WERROR
WARNINGS += -Werror
endif

ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -Iinclude \
	-ffile-prefix-map=$(CURDIR)=. -fPIE -ffunction-sections \
	-fdata-sections $(WARNINGS) $(MODE_CFLAGS) $(CFLAGS)
ALL_LDFLAGS = -Wl,--gc-sections -Wl,--as-needed $(MODE_LDFLAGS) $(LDFLAGS)

# A library's archive where there is one: start-up is a cost that every loop
# in a shell pays.  SHARED=1 links the shared objects instead.
archive = $(if $(SHARED),,$(filter /%,$(shell $(CC) -print-file-name=$(1))))
link = $(or $(call archive,$(1)),$(shell $(PKG_CONFIG) --libs $(2) 2>/dev/null),$(3))
# The engine asks for what lib/store/math.c has: our archive once more.
LIBS = $(call link,libsqlite3.a,sqlite3,-lsqlite3) $(B)/libtix.a \
	$(call link,libyajl_s.a,yajl,-lyajl) $(call link,libcsv.a,,-lcsv) \
	$(call link,libpcre2-8.a,libpcre2-8,-lpcre2-8) \
	$(call link,libnettle.a,nettle,-lnettle) \
	$(call link,libconfuse.a,libconfuse,-lconfuse)

# The reader of holiday files, for the programs that compile a desk's text: as a
# shared object, since its archive wants another library of thirty megabytes.
ICAL = -lical

# Mathematics that the engine names and hardly ever calls: the shared library is
# loaded by the first call, the archive is there.
LATE_MATH = $(B)/obj/lib/store/math.o -lm
LINKED = -pie

# Programs that ask for no names of users or groups while they run (tix_who()
# has another way) do without the shared libc, too: a fifth of their time would
# go into loading it.  Not those that are here: of the last one holidays want a
# shared object.
LOADS = cmd/tix-init.c cmd/tix-doctor.c cmd/tix-desk.c
ifeq ($(MODE_STATIC)$(SHARED),yes)
STATIC = $(if $(call archive,libc.a),$(patsubst cmd/%.c,$(B)/bin/%, \
	$(filter-out $(LOADS),$(wildcard cmd/*.c))))
endif
$(STATIC): LINKED = -static-pie -Wl,--no-warnings
$(STATIC): LATE_MATH = -lm

# V=1 shows whole commands; a build by hand uses all cores.
ifdef V
Q =
say = @:
else
Q = @
say = @printf '%-5s %s\n'
endif
jobs = $(if $(filter -j% --jobserver%,$(MAKEFLAGS)),,-j$(shell nproc))
again = $(MAKE) --no-print-directory $(jobs)

# --- what there is ------------------------------------------------------

PROGRAMS = $(patsubst cmd/%.c,$(B)/bin/%,$(wildcard cmd/*.c))
CMD_OBJECTS = $(patsubst %.c,$(B)/obj/%.o,$(wildcard cmd/*.c))
LIB_SOURCES = $(wildcard lib/base/*.c lib/model/*.c lib/intake/*.c \
	lib/desk/*.c lib/decide/*.c lib/store/*.c lib/view/*.c lib/cli/*.c)
LIB_OBJECTS = $(filter-out $(B)/obj/lib/store/math.o, \
	$(patsubst %.c,$(B)/obj/%.o,$(LIB_SOURCES)))
UNITS = $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/*.c))
MAPS = $(patsubst lib/maps/%,$(B)/share/tix/maps/%,$(wildcard lib/maps/*.map))
DESKS = $(patsubst lib/desks/%,$(B)/share/tix/desks/%, \
	$(wildcard lib/desks/*.conf))
MAN = $(wildcard man/*)
SERVICES = $(wildcard lib/systemd/system/*)
PAGES = $(foreach n,1 5 7,$(patsubst man/%,$(B)/share/man/man$n/%, \
	$(wildcard man/*.$n)))
EMBEDDED = $(B)/gen/schema.h $(B)/gen/builtin.h $(B)/gen/policy.h \
	$(B)/gen/commands.h

.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all check install uninstall clean deps demo lint cover fuzz bench \
	units build-all test-deps bench-deps fuzzers

all: $(PROGRAMS) $(MAPS) $(DESKS) $(PAGES)

$(B)/bin/%: $(B)/obj/cmd/%.o $(B)/libtix.a $(B)/obj/lib/store/math.o
	@mkdir -p $(@D)
	$(say) LINK $@
	$(Q)$(CC) $(ALL_CFLAGS) $(LINKED) $(ALL_LDFLAGS) -o $@ $< \
	    $(B)/libtix.a $(LIBS) $(LATE_MATH)

$(B)/libtix.a: $(LIB_OBJECTS)
	@rm -f $@
	$(say) AR $@
	$(Q)ar qcsD $@ $^

# A program's summary is the NAME line of its page.
$(B)/gen/%.summary.h: man/%.1
	@mkdir -p $(@D)
	$(Q)sed -n 's/"/\\"/g; s/^\.Nd \(.*\)/#define TIX_SUMMARY "\1"/p' $< >$@

$(CMD_OBJECTS): $(B)/obj/cmd/%.o: cmd/%.c $(B)/gen/%.summary.h | $(EMBEDDED)
	@mkdir -p $(@D)
	$(say) CC $<
	$(Q)$(CC) $(ALL_CFLAGS) -I$(B)/gen -include $(B)/gen/$*.summary.h -MMD -MP \
	    -c -o $@ $<

$(B)/obj/%.o: %.c | $(EMBEDDED)
	@mkdir -p $(@D)
	$(say) CC $<
	$(Q)$(CC) $(ALL_CFLAGS) -I$(B)/gen -MMD -MP -c -o $@ $<

$(B)/unit/%: tests/unit/%.c $(B)/libtix.a $(B)/obj/lib/store/math.o
	@mkdir -p $(@D)
	$(say) UNIT $@
	$(Q)$(CC) $(ALL_CFLAGS) -Itests/lib -I$(B)/gen -MMD -MP $(LINKED) \
	    $(ALL_LDFLAGS) -o $@ $< $(B)/libtix.a $(LIBS) $(LATE_MATH)

$(B)/share/tix/maps/%: lib/maps/%
	@mkdir -p $(@D)
	$(Q)cp $< $@

$(B)/share/tix/desks/%: lib/desks/%
	@mkdir -p $(@D)
	$(Q)cp $< $@

# Where tix help finds them while nothing is installed.
$(PAGES):
	@mkdir -p $(@D)
	$(Q)ln -sf $(CURDIR)/man/$(@F) $@

# --- text that programs carry -------------------------------------------

AS_C = sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^/	"/' -e 's/$$/\\n"/'

$(B)/gen/schema.h: $(sort $(wildcard lib/store/schema/*.sql))
	@mkdir -p $(@D)
	$(Q)for f in $^; do $(AS_C) $$f; echo ,; done >$@

$(B)/gen/builtin.h: lib/store/builtin.desk
	@mkdir -p $(@D)
	$(Q)$(AS_C) $< >$@

$(B)/gen/policy.h: lib/desks/standard.conf
	@mkdir -p $(@D)
	$(Q)$(AS_C) $< >$@

$(B)/gen/commands.h: $(wildcard cmd/tix-*.c) $(wildcard man/tix-*.1)
	@mkdir -p $(@D)
	$(Q)for f in $(patsubst cmd/tix-%.c,%,$(sort $(wildcard cmd/tix-*.c))); do \
	    sed -n "s/\"//g; s/^\.Nd \(.*\)/{ \"$$f\", \"\1\" },/p" \
		man/tix-$$f.1; \
	done >$@

-include $(shell find $(B)/obj $(B)/unit -name '*.d' 2>/dev/null)

# --- targets ------------------------------------------------------------

units: $(UNITS)

build-all: all units

deps:
	@sh tests/lib/deps.sh $(BUILD_PACKAGES)

test-deps:
	@sh tests/lib/deps.sh $(BUILD_PACKAGES) $(TEST_PACKAGES)

bench-deps:
	@sh tests/lib/deps.sh $(BUILD_PACKAGES) $(BENCH_PACKAGES)

check: test-deps
	@$(again) WERROR=1 build-all
	@B=$(B) sh tests/lib/check.sh

demo: deps
	@$(again) all
	@B=$(B) sh tests/lib/demo.sh

lint:
	@sh tests/lib/deps.sh $(BUILD_PACKAGES) $(TEST_PACKAGES) $(LINT_PACKAGES)
	@$(again) $(EMBEDDED)
	@B=$(B) CC=$(CC) sh tests/lib/lint.sh

$(B)/bench/%: tests/bench/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $<

$(B)/bench/worktime: tests/bench/worktime.c $(B)/libtix.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LINKED) $(ALL_LDFLAGS) -o $@ $< $(B)/libtix.a \
	    $(LIBS) $(LATE_MATH)

bench: all $(B)/bench/spawn $(B)/bench/worktime
	@B=$(B) sh tests/bench/run.sh

cover:
	@$(again) COVER=1 build-all
	@B=build/cover sh tests/lib/check.sh || :
	@sh tests/lib/cover.sh

FUZZERS = $(patsubst tests/fuzz/%.c,build/fuzz/bin/%,$(wildcard tests/fuzz/*.c))
$(B)/bin/tix-desk $(UNITS) $(FUZZERS): LIBS += $(ICAL)
SECONDS = 60

build/fuzz/bin/%: tests/fuzz/%.c $(B)/libtix.a $(B)/obj/lib/store/math.o
	@mkdir -p $(@D)
	$(say) LINK $@
	$(Q)$(CC) $(ALL_CFLAGS) -Itests/lib -MMD -MP $(ALL_LDFLAGS) -o $@ $< \
	    $(B)/libtix.a $(LIBS) $(LATE_MATH)

fuzzers: $(FUZZERS)

fuzz:
	@sh tests/lib/deps.sh $(BUILD_PACKAGES) clang
	@$(again) FUZZ=1 fuzzers
	@SECONDS_EACH=$(SECONDS) sh tests/lib/fuzz.sh $(FUZZERS)

DATA_DIR = $(DESTDIR)$(PREFIX)/share
SERVICE_DIR = $(DESTDIR)$(PREFIX)/lib/systemd/system
# These name the programs by their path.
install_by_path = sed 's|/usr/local/bin/|$(PREFIX)/bin/|' $(1) >$(2) && \
	chmod 644 $(2)
install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DATA_DIR)/tix/maps \
	    $(DATA_DIR)/tix/desks $(DATA_DIR)/tix/cron.d $(SERVICE_DIR)
	for f in $(notdir $(SERVICES)); do $(call install_by_path, \
	    lib/systemd/system/$$f,$(SERVICE_DIR)/$$f) || exit 1; done
	$(call install_by_path,lib/cron.d/tix,$(DATA_DIR)/tix/cron.d/tix)
	install -m 755 $(PROGRAMS) $(DESTDIR)$(PREFIX)/bin
	install -m 644 $(wildcard lib/maps/*.map) $(DATA_DIR)/tix/maps
	install -m 644 $(wildcard lib/desks/*.conf) $(DATA_DIR)/tix/desks
	for f in $(MAN); do d=$(DATA_DIR)/man/man$${f##*.}; \
	    install -d $$d && install -m 644 $$f $$d || exit 1; done
	install -d $(DATA_DIR)/bash-completion/completions \
	    $(DATA_DIR)/zsh/site-functions $(DATA_DIR)/fish/vendor_completions.d
	install -m 644 completions/tix.bash \
	    $(DATA_DIR)/bash-completion/completions/tix
	install -m 644 completions/_tix $(DATA_DIR)/zsh/site-functions/_tix
	install -m 644 completions/tix.fish \
	    $(DATA_DIR)/fish/vendor_completions.d/tix.fish

uninstall:
	rm -f $(addprefix $(DESTDIR)$(PREFIX)/bin/,$(notdir $(PROGRAMS)))
	rm -rf $(DATA_DIR)/tix
	rm -f $(addprefix $(SERVICE_DIR)/,$(notdir $(SERVICES)))
	for f in $(MAN); do \
	    rm -f $(DATA_DIR)/man/man$${f##*.}/$${f##*/}; done
	rm -f $(DATA_DIR)/bash-completion/completions/tix \
	    $(DATA_DIR)/zsh/site-functions/_tix \
	    $(DATA_DIR)/fish/vendor_completions.d/tix.fish

clean:
	rm -rf build
