# GitLab's code quality report, out of what `allot --diagnostics json` wrote on stderr (one list for each
# command, nothing where all is well): jq --slurp --from-file ci/code-quality.jq problems.json
# A finding keeps its fingerprint when lines move, so that GitLab does not call it new.
add // [] | map({
  description: .message,
  check_name: "\(.code) \(.name)",
  severity: (if .severity == "error" then "major" else "minor" end),
  fingerprint: ([.code, .file, .message] | join("|") | @base64),
  location: {path: .file, lines: {begin: (.line // 1)}}
})
