# Shared by the shell benchmarks: times whole processes and compares two columns of times.

# Wall time of a command in milliseconds, with three decimals. Its output is dropped.
milliseconds() {
    local start end
    start=$EPOCHREALTIME
    "$@" >/dev/null
    end=$EPOCHREALTIME
    awk -v start="$start" -v end="$end" 'BEGIN { printf "%.3f\n", (end - start) * 1000 }'
}

# The value below which the given percentage of a file's numbers lie. Arguments: file, percentage.
share() {
    sort -n "$1" | awk -v p="$2" '{ v[NR] = $1 } END { i = int(NR * p / 100) + 1; print v[(i > NR) ? NR : i] }'
}

# Arguments: name and file of the one, name and file of the other. The ratio is one over other.
compare() {
    printf '%-22s p50 %9.2f ms   p95 %9.2f ms\n' \
        "$1" "$(share "$2" 50)" "$(share "$2" 95)" "$3" "$(share "$4" 50)" "$(share "$4" 95)"
    awk -v a="$(share "$2" 50)" -v b="$(share "$4" 50)" 'BEGIN { printf "ratio of the medians %.2f\n", a / b }'
}

# Builds one of cargo's bench targets and prints where the program lies.
built_bench() {
    cargo bench --locked --no-run --bench "$1" --message-format json |
        grep -F '"kind":["bench"]' | grep -o '"executable":"[^"]*"' | tail -n 1 | cut -d '"' -f 4
}
