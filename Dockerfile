FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund && rm -rf .next/cache .data

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production \
    PARLEY_DATA_DIR=/data \
    PARLEY_CONSOLE_HOST=0.0.0.0 \
    PARLEY_IM_HOST=0.0.0.0
COPY --from=build --chown=node:node /app ./
RUN mkdir /data && chown node:node /data && chmod 700 /data
USER node
VOLUME /data
EXPOSE 3000 3100
CMD ["node", "lib/cli/parley.mjs", "start"]
