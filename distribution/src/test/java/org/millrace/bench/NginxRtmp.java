package org.millrace.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * nginx with its RTMP module: one process, default settings, large chunks.
 *
 * @param program nginx
 * @param module the RTMP module
 */
record NginxRtmp(Path program, Path module) implements Peer {
  private static final String MODULE = "ngx_rtmp_module.so";

  /** The installed one, if there is one. */
  static Optional<NginxRtmp> installed() {
    Optional<Path> module =
        Stream.of("/usr/lib/nginx/modules", "/usr/lib64/nginx/modules", "/etc/nginx/modules")
            .map(folder -> Path.of(folder, MODULE))
            .filter(Files::isReadable)
            .findFirst();
    return Programs.find("nginx")
        .flatMap(program -> module.map(found -> new NginxRtmp(program, found)));
  }

  @Override
  public String name() {
    return "nginx-rtmp";
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
        load_module %s;
        worker_processes 1;
        daemon off;
        master_process off;
        pid nginx.pid;
        error_log stderr warn;
        worker_rlimit_nofile 20000;
        events { worker_connections 20000; }
        rtmp {
          server {
            listen 127.0.0.1:%d;
            chunk_size 60000;
            application live { live on; access_log off; }
          }
        }
        """
        .formatted(module, port);
  }
}
