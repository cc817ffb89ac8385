# A mud in a container: docs/how-to/install.md says how it is run.
FROM python:3.13-slim AS build
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY src ./src
RUN python -m venv /opt/neolith-trio \
 && /opt/neolith-trio/bin/pip install --no-cache-dir '.[http,websocket,web,database]'

FROM python:3.13-slim
# git efuns run the git command
RUN apt-get update \
 && apt-get install --yes --no-install-recommends git ca-certificates \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 4000 --create-home mud \
 && install -d -o mud -g mud /mud /data /cache
COPY --from=build /opt/neolith-trio /opt/neolith-trio
USER mud
WORKDIR /mud
ENV NEOLITH_TRIO_DATA=/data NEOLITH_TRIO_CACHE=/cache PYTHONUNBUFFERED=1
VOLUME ["/data"]
EXPOSE 4000
STOPSIGNAL SIGTERM
# as process 1, or as the child of docker's --init, the driver stops in order on SIGTERM and waits for the programs it starts
ENTRYPOINT ["/opt/neolith-trio/bin/neolith-trio"]
CMD ["-f", "/mud/neolith.conf"]
