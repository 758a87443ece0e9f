@echo off
rem Starts Millrace in the foreground: millrace [OPTIONS] [CONFIG.lua]; millrace --help lists the options.
rem Without CONFIG.lua the server reads conf\millrace.lua beside this bin folder.
rem
rem   JAVA_HOME      the Java to use, 17 or newer; without it, the java in PATH
rem   MILLRACE_OPTS  more options for the JVM, for example -Xmx512m
setlocal

for %%I in ("%~dp0..") do set "HOME_DIR=%%~fI"

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
if defined JAVA_HOME if not exist "%JAVA%" (
  echo millrace: JAVA_HOME is %JAVA_HOME%, but there is no program bin\java.exe in it>&2
  exit /b 1
)

set "VERSION="
for /f "tokens=3" %%V in ('""%JAVA%" -version 2^>^&1" ^| findstr /c:" version "') do if not defined VERSION set "VERSION=%%~V"
if not defined VERSION (
  echo millrace: no java found: install Java 17 or newer, or set JAVA_HOME>&2
  exit /b 1
)
for /f "tokens=1 delims=.-+" %%M in ("%VERSION%") do set "MAJOR=%%M"
if %MAJOR% LSS 17 (
  echo millrace: Java 17 or newer is needed, but %JAVA% is Java %VERSION%>&2
  exit /b 1
)

set "NATIVE="
if %MAJOR% GEQ 22 set "NATIVE=--enable-native-access=io.netty.common"

"%JAVA%" ^
  "-Dmillrace.home=%HOME_DIR%" ^
  -Djava.awt.headless=true ^
  -Dfile.encoding=UTF-8 ^
  -XX:+ExitOnOutOfMemoryError ^
  -Dio.netty.jfr.enabled=false ^
  -Dio.netty.allocator.maxOrder=6 ^
  -Dio.netty.leakDetection.level=simple -Dio.netty.leakDetection.samplingInterval=8192 ^
  %NATIVE% ^
  %MILLRACE_OPTS% ^
  -p "%HOME_DIR%\lib" ^
  -cp "%HOME_DIR%\lib\native\*" ^
  --add-modules java.se,jdk.unsupported,ALL-MODULE-PATH ^
  -m org.millrace.server/org.millrace.server.Main %*
exit /b %ERRORLEVEL%
