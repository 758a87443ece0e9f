package org.millrace.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * nginx as a server of files: one process, with what Debian's configuration has switched on.
 *
 * @param program nginx
 * @param files the folder that it serves
 * @param httpPort where
 */
record NginxFiles(Path program, Path files, int httpPort) implements Peer {
  @Override
  public String name() {
    return "nginx";
  }

  @Override
  public Launch prepare(Path folder, int port) throws IOException {
    Path config = folder.resolve("nginx.conf");
    Files.writeString(config, config(port));
    return new Launch(
        List.of(program.toString(), "-p", folder.toString(), "-c", config.toString()), Map.of());
  }

  private String config(int port) {
    return """
        worker_processes 1;
        daemon off;
        master_process off;
        pid nginx.pid;
        error_log stderr warn;
        events { worker_connections 1000; }
        http {
          access_log off;
          sendfile on;
          tcp_nopush on;
          keepalive_requests 1000000000;
          server {
            listen 127.0.0.1:%d;
            listen 127.0.0.1:%d;
            location /web/ { alias %s/; }
          }
        }
        """
        .formatted(port, httpPort, files);
  }
}
