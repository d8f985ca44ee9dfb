const inputBody = `{
"username": "{{username}}",
"ext_id": "{{ext_id}}"
}`;
const headers = {
'Authorization':'Bearer {{access_token}}',
'Content-Type':'application/json',
'Accept':'application/json'
};
fetch('{{api}}/api/v2/sso/signup/',
{
method: 'POST',
body: inputBody,
headers: headers
})
.then(function(res) {
return res.text();
}).then(function(body) {
console.log(body);
});
