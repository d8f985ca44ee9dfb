# You can also use wget
curl -X POST {{api}}/api/v2/account/create/ \
-H 'Authorization: Bearer {{access_token}}' \
-H 'Content-Type: application/json' \
-H 'Accept: application/json' \
-d '{
"username": "{{username}}",
"email": "{{email}}",
"password": "{{password}}"
}'
