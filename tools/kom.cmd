@echo off
rem Starts kom.jar, which the build makes. KOM_OPTS are options for Java.
setlocal
set "JAR=%~dp0target\kom.jar"
if not exist "%JAR%" (
    echo There is no %JAR% yet. Build it, in the project's folder: mvn package -pl tools 1>&2
    exit /b 2
)
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xms32m %KOM_OPTS% -jar "%JAR%" %*
