#!/bin/sh
# What the CDK's command line runs (see cdk.json): the app as Maven built it.
cd "$(dirname "$0")" || exit 1
if [ ! -f target/classpath ]; then
  echo "The app is not built. In the project's directory: ./mvnw -pl infra -am package -DskipTests" >&2
  exit 1
fi
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "target/classes:$(cat target/classpath)" com.cruddur.infra.app.CruddurApp
