# You can also use wget
curl -X POST {{api}}/api/v2/sso/signup/ \
-H 'Authorization: Bearer {{access_token}}' \
-H 'Content-Type: application/json' \
-H 'Accept: application/json' \
-d '{
"username": "{{username}}",
"ext_id": "{{ext_id}}"
}'
