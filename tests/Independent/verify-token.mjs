// Reads {"token", "jwks", "issuer", "audience"} from standard input and proves the token with the jose library alone.
import { createLocalJWKSet, jwtVerify } from 'jose';
import { text } from 'node:stream/consumers';

const { token, jwks, issuer, audience } = JSON.parse(await text(process.stdin));
try {
  const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(jwks), {
    issuer, audience, algorithms: ['ES256'], typ: 'at+jwt', clockTolerance: 30, requiredClaims: ['sub', 'sid', 'jti', 'iat', 'exp'],
  });
  console.log(JSON.stringify({ ok: true, payload, protectedHeader }));
} catch (refusal) {
  console.log(JSON.stringify({ ok: false, code: refusal.code ?? refusal.name }));
}
