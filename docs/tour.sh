#!/usr/bin/env bash
# A purchase over two sellers by curl alone, from the list of products to the paid-out seller.
# Usage: bash docs/tour.sh [ADDRESS] ; needs a market started by ./dev run (it moves that market's clock).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
API=${1:-http://127.0.0.1:$(cat .run/host.port 2>/dev/null || echo 8080)}/api/v1
JSON='Content-Type: application/json'

call() { curl -sS --fail-with-body "$@"; }
# field NAME [N]: the N-th value of that name in the JSON on standard input
field() { grep -oE "\"$1\":(\"[^\"]*\"|[0-9]+)" | sed -n "${2:-1}p" | sed -E 's/^"[^"]*"://; s/"//g'; }
sign_in() { call -X POST "$API/auth/login" -H "$JSON" -d "{\"email\":\"$1\",\"password\":\"$2\"}" | field accessToken; }
demo() { awk -v who="$1" '$1 == who { print; exit }' .run/demo-signins.txt; }

echo "1. Look around: two products of different shops that are in stock"
ONE=$(call "$API/products?limit=100&shop=$(call "$API/shops/glina-i-ogon" | field id)" | grep -oE '\{"id":[^{]*\{[^{]*\{[^{]*"inStock":true' | sed -n 1p | field offerId)
TWO=$(call "$API/products?limit=100&shop=$(call "$API/shops/luchik" | field id)" | grep -oE '\{"id":[^{]*\{[^{]*\{[^{]*"inStock":true' | sed -n 1p | field offerId)
echo "   offers $ONE and $TWO"

echo "2. A visitor's cart: the token is any secret of 16 to 128 characters"
CART=X-Cart-Token:\ $(head -c 18 /dev/urandom | base64 | tr -d '+/=')
call -o /dev/null -X POST "$API/cart/items" -H "$CART" -H "$JSON" -d "{\"offerId\":\"$ONE\",\"quantity\":1}"
call -o /dev/null -X POST "$API/cart/items" -H "$CART" -H "$JSON" -d "{\"offerId\":\"$TWO\",\"quantity\":2}"

echo "3. Checkout: prices, delivery per seller and the total"
CHECKOUT=$(call -X POST "$API/checkouts" -H "$CART" -H "$JSON" -d '{"address":{"country":"RU","city":"Москва",
  "street":"Тверская, 1","postalCode":"125009","recipientName":"Анна Петрова","phone":"+79001234567"}}' | field id)

echo "4. Place and pay with the sandbox card; wait for the provider instead of polling"
ORDER=$(call -X POST "$API/checkouts/$CHECKOUT/place" -H "$CART" -H "$JSON" -H "Idempotency-Key: tour-$CHECKOUT" \
  -d '{"payment":{"provider":"sandbox","method":"card","token":"tok_ok"}}' | field id)
call "$API/orders/$ORDER/payment" -H "$CART" -H 'Prefer: wait=10'; echo
for _ in {1..50}; do [ "$(call "$API/orders/$ORDER" -H "$CART" | field status)" = paid ] && break; sleep 0.1; done

echo "5. Both sellers accept, pack and deliver themselves"
for SHOP in glina-i-ogon luchik; do
  SELLER="Authorization: Bearer $(sign_in "$SHOP@demo.test" 'demo market 2026')"
  PART=$(call "$API/seller/orders?limit=1" -H "$SELLER" | field id)
  [ "$(call "$API/seller/orders/$PART" -H "$SELLER" | field state)" = NEW ] &&
    call -o /dev/null -X POST "$API/seller/orders/$PART/accept" -H "$SELLER"
  call -o /dev/null -X POST "$API/seller/orders/$PART/pack" -H "$SELLER"
  PARCEL=$(call -X POST "$API/shipments" -H "$SELLER" -H "$JSON" -H "Idempotency-Key: tour-$PART" \
    -d "{\"sellerOrderId\":\"$PART\",\"carrier\":\"self\"}" | field id)
  for STEP in label handover delivered; do
    call -o /dev/null -X POST "$API/shipments/$PARCEL/$STEP" -H "$SELLER" -H "$JSON" -d '{}'
  done
done
for _ in {1..50}; do [ "$(call "$API/orders/$ORDER" -H "$CART" | field status)" = delivered ] && break; sleep 0.1; done

echo "6. The buyer confirms receipt: escrow is released"
call -o /dev/null -X POST "$API/orders/$ORDER/confirm-receipt" -H "$CART" -H "$JSON" -d '{}'
echo "   order is $(call "$API/orders/$ORDER" -H "$CART" | field status)"

echo "7. A day later (the sandbox market's clock moves) the payout run pays both sellers"
ADMIN=$(demo admin)
ADMIN="Authorization: Bearer $(sign_in "$(awk '{print $2}' <<<"$ADMIN")" "$(sed -E 's/^\S+\s+\S+\s+//' <<<"$ADMIN")")"
call -o /dev/null -X POST "$API/admin/clock/advance" -H "$ADMIN" -H "$JSON" -d '{"seconds":86400}'
for SHOP in glina-i-ogon luchik; do
  SELLER="Authorization: Bearer $(sign_in "$SHOP@demo.test" 'demo market 2026')"
  for _ in {1..100}; do [ "$(call "$API/seller/payouts?limit=1" -H "$SELLER" | field status)" = PAID ] && break; sleep 0.1; done
  echo "   $SHOP: $(call "$API/seller/payouts?limit=1" -H "$SELLER" | grep -oE '"(amount|currency|status)":("[A-Z]+"|[0-9]+)' | tr '\n' ' ')"
done
echo "8. The books: $(call "$API/finance/ledger/trial-balance" -H "$ADMIN" )"
