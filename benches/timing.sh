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

# Times functions run_NAME by turns, the first two rounds unheeded. Arguments: rounds, folder for the times, names.
race() {
    local rounds=$1 folder=$2 round name took
    shift 2
    for round in $(seq "$((rounds + 2))"); do
        for name in "$@"; do
            took=$(milliseconds "run_$name")
            [ "$round" -le 2 ] || echo "$took" >>"$folder/$name.times"
        done
    done
}

# Prints the times of a race and how often the first one's median goes into each other's. Arguments: folder, names.
standings() {
    local folder=$1 first=$2 name
    shift
    printf '%-16s %10s %10s %8s\n' '' 'p50 ms' 'p95 ms' "x $first"
    for name in "$@"; do
        awk -v name="$name" -v a="$(share "$folder/$name.times" 50)" -v b="$(share "$folder/$name.times" 95)" \
            -v first="$(share "$folder/$first.times" 50)" \
            'BEGIN { printf "%-16s %10.1f %10.1f %8.1f\n", name, a, b, a / first }'
    done
}

# The release console: the one named by YUEBAO_CLI, or built now.
release_console() {
    if [ -z "${YUEBAO_CLI:-}" ]; then
        cargo build --locked --release --no-default-features
        YUEBAO_CLI=$PWD/target/release/yuebao-cli
    fi
}

# Builds one of cargo's bench targets and prints where the program lies.
built_bench() {
    cargo bench --locked --no-run --bench "$1" --message-format json |
        grep -F '"kind":["bench"]' | grep -o '"executable":"[^"]*"' | tail -n 1 | cut -d '"' -f 4
}
