# The signalling server, alone: docker build -f deploy/signal.Dockerfile -t aether-signal . && docker run -p 4444:4444 aether-signal
FROM node:22-alpine
WORKDIR /srv
RUN npm init -y >/dev/null && npm install --omit=dev --ignore-scripts ws@8.23.0 zod@4.6.7
COPY scripts/signalling.mjs scripts/signal.mjs ./
USER node
EXPOSE 4444
HEALTHCHECK CMD wget -q -O /dev/null http://127.0.0.1:4444/health
CMD ["node", "signal.mjs", "--host", "0.0.0.0"]
