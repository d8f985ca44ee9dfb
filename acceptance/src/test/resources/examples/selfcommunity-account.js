const inputBody = `{
"username": "{{username}}",
"email": "{{email}}",
"password": "{{password}}"
}`;
const headers = {
'Authorization':'Bearer {{access_token}}',
'Content-Type':'application/json',
'Accept':'application/json'
};
fetch('{{api}}/api/v2/account/create/',
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
