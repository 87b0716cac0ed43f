# Makes of the tree that is installed what Debian asks of a package.
set(share ${CPACK_TEMPORARY_DIRECTORY}/usr/share)
file(REMOVE ${share}/doc/allot/LICENSE)  # `copyright` leads to it
file(COPY ${CMAKE_CURRENT_LIST_DIR}/changelog DESTINATION ${share}/doc/allot)
execute_process(COMMAND gzip -9n ${share}/doc/allot/changelog COMMAND_ERROR_IS_FATAL ANY)
file(COPY ${CMAKE_CURRENT_LIST_DIR}/lintian-overrides DESTINATION ${share}/lintian/overrides)
file(RENAME ${share}/lintian/overrides/lintian-overrides ${share}/lintian/overrides/allot)
