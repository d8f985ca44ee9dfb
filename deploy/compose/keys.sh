#!/bin/sh
# Makes the keys, once (what is there is left alone), and gives each service those that it needs and no others.
#
#   keys.sh [folder of all keys] [folder with a folder for each service]
set -eu
umask 077

pair() { # purpose, options of openssl genpkey
  folder=$1
  shift
  mkdir -p "$folder"
  [ -e "$folder/compose-1.private.pem" ] || {
    openssl genpkey "$@" -out "$folder/compose-1.private.pem"
    openssl pkey -in "$folder/compose-1.private.pem" -pubout -out "$folder/compose-1.public.pem"
  }
}

secret() { # purpose
  mkdir -p "$1"
  [ -e "$1/compose-1.secret" ] || openssl rand -base64 32 >"$1/compose-1.secret"
}

give() { # service, keys
  mkdir -p "$holders/$1"
  for key in $2; do
    mkdir -p "$holders/$1/$(dirname "$key")"
    cp "$key" "$holders/$1/$key"
  done
  # The service's user reads them, nobody else does.
  chown -R 10001 "$holders/$1" 2>/dev/null || true
}

holders=${2:-/holders}
cd "${1:-/keys}"
pair password -algorithm X25519
pair link -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:named_curve
secret challenge
secret request
give api-ingress "$(echo password/*.public.pem link/*.public.pem challenge/*.secret request/*.secret)"
give registration-worker "$(echo password/*.private.pem)"
give notification-worker "$(echo link/*.private.pem)"
