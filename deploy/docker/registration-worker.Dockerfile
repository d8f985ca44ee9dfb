# Built from the repository's root, after `mvn package`.
FROM eclipse-temurin:17-jre AS unpacked
WORKDIR /app
COPY registration-worker/target/registration-worker-*.jar registration-worker.jar
RUN java -Djarmode=tools -jar registration-worker.jar extract --destination extracted

FROM eclipse-temurin:17-jre
RUN useradd --system --uid 10001 signup
WORKDIR /app
COPY --from=unpacked /app/extracted/lib lib
COPY --from=unpacked /app/extracted/registration-worker.jar registration-worker.jar
USER 10001
EXPOSE 8091
# Ready when the management port says so; the image has no curl, bash speaks enough HTTP.
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=12 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8091 && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-jar", "registration-worker.jar"]
