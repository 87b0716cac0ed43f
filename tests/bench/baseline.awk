# The same in awk, whose numbers are doubles: right as long as pot * count stays below 2^53.
# It writes id,name,prior,budget,shift. mawk -v pot=CENTS -v scratch=FILE -f baseline.awk table.csv
BEGIN { FS = "," }
FNR > 1 {
  n++
  id[n] = $1; name[n] = $2; weight[n] = $3
  split($4, part, ".")
  prior[n] = part[1] * 100 + part[2]
  total += $3
}
function money(cents,    sign) {
  sign = cents < 0 ? "-" : ""
  if (cents < 0) cents = -cents
  return sprintf("%s%d.%02d", sign, int(cents / 100), cents % 100)
}
END {
  left = pot
  for (i = 1; i <= n; i++) {
    remainder = (pot * weight[i]) % total
    budget[i] = (pot * weight[i] - remainder) / total
    left -= budget[i]
    print remainder, weight[i], i > scratch
  }
  close(scratch)
  command = "sort -k1,1nr -k2,2nr -k3,3n " scratch " | head -n " left
  while ((command | getline line) > 0) {
    split(line, part, " ")
    budget[part[3]]++
  }
  close(command)
  print "id,name,prior,budget,shift"
  for (i = 1; i <= n; i++) {
    print id[i] "," name[i] "," money(prior[i]) "," money(budget[i]) "," money(budget[i] - prior[i])
  }
}
