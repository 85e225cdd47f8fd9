# syntax=docker/dockerfile:1
# The images of the API, the command line and the stream pump, from one build: docker build --target api .
# docker-compose.yml builds all three; of the CDK app the API's is the only one.

FROM public.ecr.aws/docker/library/node:24-bookworm-slim AS pages
WORKDIR /source
COPY frontend-contract/ ./
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund && npm run build

FROM public.ecr.aws/docker/library/maven:3.9.16-eclipse-temurin-17 AS build
WORKDIR /source
COPY . .
COPY --from=pages /source/web/dist/ frontend-contract/web/dist/
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -q -pl api,cli,stream-lambda -am -Dpages.skip -DskipTests -DincludeScope=runtime \
    package dependency:copy-dependencies \
    && rm -f cli/target/cruddur-cli-*-tests.jar
RUN java -Djarmode=tools -jar api/target/cruddur-api-*-exec.jar \
    extract --layers --application-filename cruddur-api.jar --destination /layers

FROM public.ecr.aws/docker/library/eclipse-temurin:25.0.4_7-jre-noble AS jre
WORKDIR /app

# On one machine only. On AWS, Lambda calls the handler itself.
FROM jre AS stream-pump
COPY --from=build /source/stream-lambda/target/cruddur-stream-pump.jar ./
RUN mkdir /state && chown 10001:10001 /state
USER 10001:10001
VOLUME /state
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-XX:+UseSerialGC", "-jar", "cruddur-stream-pump.jar"]

FROM jre AS cli
COPY --from=build /source/cli/target/dependency/ lib/
COPY --from=build /source/cli/target/cruddur-cli-*.jar lib/
COPY cli/java-options ./
# An AOT cache: every command starts sooner.
RUN echo "-cp $(echo /app/lib/*.jar | tr ' ' :)" >>java-options \
    && printf '#!/bin/sh\nexec java -XX:AOTCache=/app/cli.aot @/app/java-options com.cruddur.cli.Main "$@"\n' \
    >/usr/local/bin/cruddur && chmod 755 /usr/local/bin/cruddur \
    && (java -XX:AOTCacheOutput=cli.aot @java-options com.cruddur.cli.Practice >training.log 2>&1 \
    || (cat training.log; exit 1)) && rm training.log && test -r cli.aot
USER 10001:10001
ENTRYPOINT ["cruddur"]

# The last one: what a build without a target makes.
FROM jre AS api
# The dependencies change rarely, the application often: each in a layer of its own.
COPY --from=build /layers/dependencies/ ./
COPY --from=build /layers/snapshot-dependencies/ ./
COPY --from=build /layers/application/ ./
# Amazon's root certificates for RDS in us-east-1: docs/adr/0008.
COPY api/rds-us-east-1.pem api/java-options api/make-aot-cache ./
RUN sh make-aot-cache
# Fewer arenas of the C library and a trim of them every 5 s (java-options): some 60 MB less under load.
ENV MALLOC_ARENA_MAX=2
USER 10001:10001
EXPOSE 8080 8081
ENTRYPOINT ["java", "@java-options", "-XX:AOTCache=api.aot", "-jar", "cruddur-api.jar"]
