# Build the jars first: mvn package -DskipTests
#   docker build --target platform -t sextant/platform .
#   docker build --target deployer -t sextant/deployer .
FROM eclipse-temurin:25-jre AS runtime
RUN useradd --system --uid 10001 --no-create-home sextant
USER 10001
WORKDIR /app
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError"

FROM runtime AS platform
COPY platform-web/target/platform-web-*-server.jar app.jar
ENV SPRING_PROFILES_ACTIVE=production
EXPOSE 8080
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "-jar", "app.jar"]

FROM runtime AS deployer
COPY platform-deployer/target/platform-deployer-*-deployer.jar app.jar
EXPOSE 8082
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "-jar", "app.jar"]
