#!/bin/sh
# Make the passwords that compose.yaml mounts, once; existing ones are left alone.
set -eu
cd "$(dirname "$0")"
mkdir -p secrets
random() { LC_ALL=C tr -dc 'A-Za-z0-9' </dev/urandom | head -c 32; }
# World-readable inside a folder that only the owner may enter: containers read them under other user ids.
chmod 700 secrets
[ -s secrets/neo4j_auth ] || printf 'neo4j/%s' "$(random)" >secrets/neo4j_auth
[ -s secrets/postgres_password ] || random >secrets/postgres_password
chmod 644 secrets/neo4j_auth secrets/postgres_password
echo "passwords are in $(pwd)/secrets; the user of Neo4j is neo4j"
