# libical: the reader and the tables of iCalendar; no time zones of the system, no ICU, threads, GLib or C++. Its own
# CMake asks for all of these, and for minutes of try-compiles.

find_package(Perl REQUIRED)
set(libical ${CMAKE_CURRENT_BINARY_DIR}/libical)
file(COPY ${TONGZHOU_SOURCES}/libical/src/libical/ DESTINATION ${libical} FILES_MATCHING PATTERN "*.[ch]")

# libical_make(FILE SCRIPT FLAG DATA...) makes FILE from FILE.in and tables of the package.
function(libical_make file script flag)
  set(source ${TONGZHOU_SOURCES}/libical)
  list(TRANSFORM ARGN PREPEND ${source}/design-data/)
  execute_process(
    COMMAND ${PERL_EXECUTABLE} -I${source}/scripts ${source}/scripts/${script}.pl
            -i ${source}/src/libical/${file}.in ${flag} ${ARGN}
    OUTPUT_FILE ${libical}/${file} COMMAND_ERROR_IS_FATAL ANY)
endfunction()
foreach(kind h c)
  libical_make(icalderivedproperty.${kind} mkderivedproperties -${kind} properties.csv value-types.csv)
  libical_make(icalderivedparameter.${kind} mkderivedparameters -${kind} parameters.csv)
  libical_make(icalderivedvalue.${kind} mkderivedvalues -${kind} value-types.csv)
endforeach()
libical_make(icalrestriction.c mkrestrictiontable -- restrictions.csv)

# What its configuration finds on any system of today.
file(WRITE ${libical}/config.h [[
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>
#include <wctype.h>
#define HAVE_STDBOOL_H 1
#define SIZEOF_TIME_T 8
#define MAXPATHLEN 1024
#define MIN(a, b) (((a) < (b)) ? (a) : (b))
#define _unused(x) (void)x
#define ICAL_ALLOW_EMPTY_PROPERTIES 0
#define ICAL_ERRORS_ARE_FATAL 0
#define PACKAGE_DATA_DIR ""
]])
file(WRITE ${libical}/icalversion.h "#define ICAL_PACKAGE \"libical\"\n#define ICAL_VERSION \"3.0\"\n")
# The header of all, in an order in which they find each other.
set(headers)
foreach(name
    icaltime icalduration icalperiod icalenums icaltypes icalarray icalrecur icalattach icalderivedvalue
    icalderivedparameter icalvalue icalparameter icalderivedproperty icalproperty pvl icalcomponent icaltimezone
    icalparser icalmemory icalerror icalrestriction)
  string(APPEND headers "#include \"${name}.h\"\n")
endforeach()
file(WRITE ${libical}/ical.h "#ifdef __cplusplus\nextern \"C\" {\n#endif\n${headers}#ifdef __cplusplus\n}\n#endif\n")
# Instead of reading the system's.
file(WRITE ${libical}/icaltz-util.c [[
#include "icaltz-util.h"
const char *icaltzutil_get_zone_directory(void) { return 0; }
icalcomponent *icaltzutil_fetch_timezone(const char *location) { return 0; }
]])

file(GLOB libical_sources RELATIVE ${libical} ${libical}/*.c)
list(REMOVE_ITEM libical_sources icalmime.c sspm.c icallangbind.c)  # mail, and for scripting languages
add_archive(ical ${libical}
  SOURCES ${libical_sources}
  INCLUDES .
  DEFINITIONS HAVE_CONFIG_H LIBICAL_ICAL_STATIC_DEFINE)
install(DIRECTORY ${libical}/ DESTINATION include/libical FILES_MATCHING PATTERN "*.h")
