# The backend alone: Node and one bundled folder, no packages, not root.
FROM node:26-slim AS build
WORKDIR /waybill
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=optional
COPY lib lib
COPY server server
COPY scripts/build-server.ts scripts/
RUN node scripts/build-server.ts

FROM node:26-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8787 WAYBILL_DATA=/data
RUN install -d -o node -g node -m 700 /data
COPY --from=build /waybill/.output/server /waybill
USER node
WORKDIR /data
VOLUME /data
EXPOSE 8787
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8787/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/waybill/waybill.mjs"]
CMD ["serve"]
