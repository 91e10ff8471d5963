# The backend alone: Node and one bundled folder, no packages, not root. See docs/running.md.
FROM node:26-slim AS build
WORKDIR /waybill
COPY package.json package-lock.json .npmrc ./
# The bundler's native half is an optional dependency of it: nothing may be omitted here.
RUN npm ci --ignore-scripts
COPY tsconfig.node.json ./
COPY lib/contract lib/contract
COPY lib/product lib/product
COPY server server
COPY scripts/build-server.ts scripts/
RUN node scripts/build-server.ts && chmod 755 .output/server/waybill.mjs

FROM node:26-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8787 WAYBILL_DATA=/data
RUN install -d -o node -g node -m 700 /data && ln -s /waybill/waybill.mjs /usr/local/bin/waybill
COPY --from=build /waybill/.output/server /waybill
USER node
WORKDIR /data
VOLUME /data
EXPOSE 8787
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["waybill"]
CMD ["serve"]
