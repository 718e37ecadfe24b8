# To be sourced: the native linker step needs these two and nothing else. Ends the script with 77 where they are missing and cannot be installed.
if ! command -v gcc > /dev/null || [ ! -e /usr/include/stdlib.h ]; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get > /dev/null; then
    echo "$(basename "$0"): SKIPPED: gcc and libc6-dev are missing, and only root can install them (apt-get install gcc libc6-dev)" >&2
    exit 77
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends gcc libc6-dev > /dev/null
fi
