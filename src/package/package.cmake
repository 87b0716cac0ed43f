# What is installed beside the program, and the Debian package of all of it (`cpack -G DEB`).
include(GNUInstallDirs)

# Pages, scripts and the schema are what the program prints of itself.
set(printed ${PROJECT_BINARY_DIR}/printed)
file(MAKE_DIRECTORY ${printed})
function(allot_prints file)
  add_custom_command(OUTPUT ${printed}/${file}
    COMMAND allot ${ARGN} > ${printed}/${file}
    DEPENDS allot)
  set_property(GLOBAL APPEND PROPERTY allot_printed ${printed}/${file})
endfunction()
allot_prints(allot.1 man)
allot_prints(allot.bash completion bash)
allot_prints(_allot completion zsh)
allot_prints(allot.fish completion fish)
allot_prints(allot.schema.json schema)
add_custom_command(OUTPUT ${printed}/allot.1.gz
  COMMAND gzip -9nc ${printed}/allot.1 > ${printed}/allot.1.gz
  DEPENDS ${printed}/allot.1)
get_property(files GLOBAL PROPERTY allot_printed)
add_custom_target(allot_printed ALL DEPENDS ${files} ${printed}/allot.1.gz)

install(TARGETS allot RUNTIME)
install(FILES ${printed}/allot.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${printed}/allot.bash RENAME allot
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${printed}/_allot DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES ${printed}/allot.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES ${printed}/allot.schema.json DESTINATION ${CMAKE_INSTALL_DATADIR}/allot)
install(FILES LICENSE README.md ${CMAKE_CURRENT_LIST_DIR}/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
# With their folder, because the README and the pages of examples lead to each other.
install(DIRECTORY examples DESTINATION ${CMAKE_INSTALL_DOCDIR} USE_SOURCE_PERMISSIONS
  PATTERN run EXCLUDE)

set(CPACK_PACKAGE_NAME allot)
set(CPACK_PACKAGE_VENDOR "the allot authors")
set(CPACK_PACKAGE_CONTACT "the allot authors <allot@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "distribute funding pots among districts, exactly")
set(CPACK_PACKAGE_DESCRIPTION
  "allot reads YAML files that say which money there is, who can receive it and
by which rule. It prints what each district gets, to the cent, how that
differs from the year before, and why; it compares what-ifs and checks
published tables, with exit codes made for scripts and CI.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
if(NOT ALLOT_STATIC)
  set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
endif()
# What only the package of a Debian system has.
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/debian.cmake)
include(CPack)
