# feedclean serve --watch in a container. Build: docker build -t feedclean .
# Run: docker run -v "$PWD:/feeds" -p 8080:8080 --user "$(id -u):$(id -g)" feedclean
FROM python:3.13-slim AS build
WORKDIR /src
COPY hatch_build.py pyproject.toml README.md LICENSE ./
COPY feedclean feedclean
RUN python -m venv /opt/feedclean \
    && /opt/feedclean/bin/pip install --no-cache-dir . \
    && /opt/feedclean/bin/pip uninstall --yes pip

FROM python:3.13-slim
COPY --from=build /opt/feedclean /opt/feedclean
ENV PATH=/opt/feedclean/bin:$PATH \
    PYTHONUNBUFFERED=1
RUN useradd --uid 1000 --create-home --home-dir /feeds feeds
USER 1000:1000
# The folder with config.toml; output and state lie in it, too.
WORKDIR /feeds
EXPOSE 8080
ENTRYPOINT ["feedclean"]
CMD ["serve", "--watch", "--bind", "0.0.0.0"]
